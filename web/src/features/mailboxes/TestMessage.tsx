import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import type { MailboxTask } from "./mailbox-task.ts";

/** Enviar E-Mail de Teste (C81): what the mail server answered stands there to be read to the caller. */
export function TestMessage({ item, onClose }: MailboxTask) {
  const { t } = useTranslation();
  const send = useSubmit<undefined, { readonly answer: string }>({
    path: `/mailboxes/${item.id}/test-message`,
    refresh: ["mailbox-messages"],
  });
  const isSent = send.data !== undefined;
  return (
    <Modal
      open
      width={520}
      title={t("menu.test-email")}
      okText={t(isSent ? "mailbox.testAgain" : "mailbox.testSend")}
      cancelText={t("form.leave")}
      confirmLoading={send.isPending}
      onOk={() => send.mutate(undefined)}
      onCancel={onClose}
    >
      <ProblemNotice error={send.error} />
      <p>{t(isSent ? "mailbox.testSent" : "mailbox.testHint")}</p>
      <Facts
        facts={[
          { label: t("mailbox.address"), value: item.name, wide: true },
          ...(isSent
            ? [{ label: t("mailbox.testAnswer"), value: send.data.answer, wide: true }]
            : []),
        ]}
      />
    </Modal>
  );
}
