import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { planOf } from "../../api/plan-of.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";
import { type LoginTask, loginRoots } from "./login-task.ts";

/** Apagar Login de Autenticação (C87): names the plan, the login, and what goes with it. */
export function DeleteLogin({ subscription, item, onClose }: LoginTask) {
  const { t } = useTranslation();
  const said = useSaid();
  const remove = useSubmit<undefined, unknown>({
    path: `/logins/${item.id}`,
    method: "DELETE",
    refresh: loginRoots,
    onDone: () => {
      said(t("login.deleted", { name: item.name }));
      onClose();
    },
  });
  return (
    <Modal
      open
      width={480}
      title={t("login.deleteTitle")}
      okText={t("login.deleteOk")}
      okButtonProps={{ danger: true }}
      cancelText={t("form.leave")}
      cancelButtonProps={{ autoFocus: true }}
      confirmLoading={remove.isPending}
      onOk={() => remove.mutate(undefined)}
      onCancel={onClose}
    >
      <ProblemNotice error={remove.error} />
      <Facts
        facts={[
          { label: t("login.plan"), value: planOf(subscription).name, wide: true },
          { label: t("login.deleteName"), value: <b>{item.name}</b>, wide: true },
        ]}
      />
      <p>{t("login.deleteHint")}</p>
    </Modal>
  );
}
