import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Login, useLogin } from "../../api/logins.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";
import { Diagnosis } from "./Diagnosis.tsx";
import { loginRoots } from "./login-task.ts";
import { RenameLogin } from "./RenameLogin.tsx";

/** What a login is allowed beside connecting: the portal, and being the main one (C85, D20). */
export function LoginOptions({ loginId }: { readonly loginId: string }) {
  const login = useLogin(loginId).data;
  return login === undefined ? null : <Options login={login} />;
}

function Options({ login }: { readonly login: Login }) {
  const { t } = useTranslation();
  const may = useMay("subscriptions.write");
  const { portal, main } = useChanges(login);
  const [isDiagnosed, setDiagnosed] = useState(false);
  const [isRenamed, setRenamed] = useState(false);
  return (
    <>
      <ProblemNotice error={portal.error ?? main.error} />
      <Facts
        facts={[
          {
            label: t("login.portalAccess"),
            value: (
              <Switch
                aria-label={t("login.portalAccess")}
                checked={login.portalAccess}
                disabled={!may}
                loading={portal.isPending}
                checkedChildren={t("form.yes")}
                unCheckedChildren={t("form.no")}
                onChange={(portalAccess) => portal.mutate({ portalAccess })}
              />
            ),
          },
          ...(login.mailPending
            ? [{ label: t("login.mail"), value: t("login.mailPending"), wide: true }]
            : []),
        ]}
      />
      <span className="actions login-acts">
        <Button icon={<QuestionCircleOutlined />} onClick={() => setDiagnosed(true)}>
          {t("diagnosis.open")}
        </Button>
        <Button disabled={!may} onClick={() => setRenamed(true)}>
          {t("login.rename")}
        </Button>
        {!login.main && (
          <Button disabled={!may} loading={main.isPending} onClick={() => main.mutate(undefined)}>
            {t("login.makeMain")}
          </Button>
        )}
      </span>
      {isRenamed && <RenameLogin login={login} onClose={() => setRenamed(false)} />}
      {isDiagnosed && (
        <Diagnosis loginId={login.id} name={login.username} onClose={() => setDiagnosed(false)} />
      )}
    </>
  );
}

function useChanges({ id, version, username }: Login) {
  const { t } = useTranslation();
  const said = useSaid();
  const portal = useSubmit<{ readonly portalAccess: boolean }, Login>({
    path: `/logins/${id}`,
    method: "PATCH",
    ifMatch: `"${version}"`,
    refresh: loginRoots,
    onDone: () => said(t("login.portalChanged")),
  });
  const main = useSubmit<undefined, Login>({
    path: `/logins/${id}/make-main`,
    refresh: loginRoots,
    onDone: () => said(t("login.madeMain", { name: username })),
  });
  return { portal, main };
}
