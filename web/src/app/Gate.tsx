import { Modal, Spin } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router/dom";
import { router } from "./router.tsx";
import { useSession } from "./session.tsx";

// Most loads find a session.
const SignIn = lazy(async () => ({
  default: (await import("../features/session/SignIn.tsx")).SignIn,
}));
const SignInForm = lazy(async () => ({
  default: (await import("../features/session/SignInForm.tsx")).SignInForm,
}));

/** Shows the console to whoever is signed in, and the sign-in to everybody else. */
export function Gate() {
  const { state, entered } = useSession();
  const { t } = useTranslation();
  if (state.kind === "asking") return <Spin fullscreen />;
  if (state.kind === "signed-out")
    return (
      <Suspense fallback={<Spin fullscreen />}>
        <SignIn />
      </Suspense>
    );
  return (
    <>
      <RouterProvider router={router} />
      <Modal
        open={state.kind === "expired"}
        title={t("session.expired")}
        footer={null}
        closable={false}
        keyboard={false}
        width={380}
      >
        <p>{t("session.expiredHint")}</p>
        <Suspense fallback={<Spin />}>
          <SignInForm username={state.session.operator.username} onDone={entered} />
        </Suspense>
      </Modal>
    </>
  );
}
