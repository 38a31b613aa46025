import { Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { type Mailbox, mailboxRoots, useMailbox } from "../../api/mailboxes.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { formatOctets } from "../../ui/octets.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import type { MailboxTask } from "./mailbox-task.ts";

type QuotaForm = { readonly quotaMb: number };

/** Trocar Quota (C83): the present one and what really lies there, as the mail server counts it. */
export function MailboxQuota(props: MailboxTask) {
  const { data } = useMailbox(props.item.id);
  return data === undefined ? null : <QuotaDialog {...props} mailbox={data} />;
}

function QuotaDialog({ mailbox, onClose }: MailboxTask & { readonly mailbox: Mailbox }) {
  const { t, i18n } = useTranslation();
  const [form] = Form.useForm<QuotaForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<QuotaForm, object>({
    path: `/mailboxes/${mailbox.id}/quota`,
    method: "PUT",
    refresh: mailboxRoots,
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem: problems.show,
  });
  const { usage, quotaMb, address } = mailbox;
  const used =
    usage === null
      ? t("mailbox.usageUnknown")
      : t("mailbox.usage", {
          size: formatOctets(usage.usedBytes, i18n.language),
          count: usage.messages,
        });
  return (
    <FormDialog
      title={t("menu.change-quota")}
      form={form}
      initial={{ quotaMb }}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      <ReadOnlyField label={t("mailbox.address")} value={address} />
      <ReadOnlyField label={t("mailbox.quotaNow")} value={`${quotaMb} MB`} />
      <ReadOnlyField label={t("mailbox.used")} value={used} />
      <Form.Item
        name="quotaMb"
        label={t("mailbox.quotaNew")}
        rules={[{ required: true, message: t("mailbox.quotaMissing") }]}
      >
        <InputNumber min={1} max={1_000_000} precision={0} suffix="MB" autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
