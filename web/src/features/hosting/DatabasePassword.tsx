import { Alert, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type HostedDatabase, hostingRoots, useHosted } from "../../api/hosting.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { DatabaseAccount, type ToldDatabase } from "./DatabaseAccount.tsx";
import type { ItemTaskProps } from "./hosting-task.ts";

/** Nova Senha do Banco de Dados (C97): made here and shown once; what is open with the old one ends. */
export function DatabasePassword({ item, onClose }: ItemTaskProps) {
  const { t } = useTranslation();
  const { data } = useHosted<HostedDatabase>("database", item.id);
  const [told, setTold] = useState<ToldDatabase>();
  const ask = useSubmit<object, ToldDatabase>({
    path: `/databases/${item.id}/password`,
    refresh: hostingRoots,
    onDone: setTold,
  });
  const isOther = told?.password === "";
  if (told !== undefined && !isOther) {
    const title = t("hosting.databasePasswordMade", { name: told.name });
    return <DatabaseAccount title={title} told={told} onClose={onClose} />;
  }
  return (
    <Modal
      open
      width={520}
      title={t("hosting.databasePasswordAsk", { user: data?.username ?? item.name })}
      okText={t("hosting.databasePasswordOk")}
      okButtonProps={{ danger: true, loading: ask.isPending }}
      cancelText={t("form.leave")}
      onOk={() => ask.mutate({})}
      onCancel={onClose}
    >
      <p>{t("hosting.databasePasswordEffect")}</p>
      {isOther && <Alert type="warning" showIcon title={t("hosting.databasePasswordOther")} />}
      {ask.error !== null && <ProblemNotice error={ask.error} />}
    </Modal>
  );
}
