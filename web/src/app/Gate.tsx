import { Modal, Spin } from "antd";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router/dom";
import { SignIn } from "../features/session/SignIn.tsx";
import { SignInForm } from "../features/session/SignInForm.tsx";
import { router } from "./router.tsx";
import { useSession } from "./session.tsx";

/** Shows the console to whoever is signed in, and the sign-in to everybody else. */
export function Gate() {
  const { state, entered } = useSession();
  const { t } = useTranslation();
  if (state.kind === "asking") return <Spin fullscreen />;
  if (state.kind === "signed-out") return <SignIn />;
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
        <SignInForm username={state.session.operator.username} onDone={entered} />
      </Modal>
    </>
  );
}
