import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Mailbox, mailboxRoots, useMailbox } from "../../api/mailboxes.ts";
import { planOf } from "../../api/plan-of.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useRemove } from "../../ui/use-remove.ts";
import { useSaid } from "../../ui/use-said.ts";
import { Aliases } from "./Aliases.tsx";
import { DriftNotice } from "./DriftNotice.tsx";
import { type EditedForm, editOf, formOf } from "./mailbox-form.ts";
import type { MailboxTask } from "./mailbox-task.ts";
import { SaveOnServer } from "./SaveOnServer.tsx";
import { type MailboxTab, SettingTabs, tabOf } from "./SettingTabs.tsx";

/** Editar Dados do E-Mail (C78), once the mailbox is read. */
export function EditMailbox(props: MailboxTask) {
  const { data } = useMailbox(props.item.id);
  return data === undefined ? null : <EditForm {...props} mailbox={data} />;
}

type Props = MailboxTask & { readonly mailbox: Mailbox };

function EditForm({ mailbox, subscription, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const [form] = Form.useForm<EditedForm>();
  const [tab, setTab] = useState<MailboxTab>("detail");
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<object, object>({
    path: `/mailboxes/${mailbox.id}`,
    method: "PATCH",
    ifMatch: `"${mailbox.wanted.version}"`,
    refresh: mailboxRoots,
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem: (problem) => {
      const field = problems.show(problem);
      if (field !== undefined) setTab(tabOf(field));
    },
  });
  const registered = new Date(mailbox.registeredAt).toLocaleDateString(i18n.language);
  return (
    <FormDialog<EditedForm>
      title={t("menu.edit-email")}
      form={form}
      initial={{ ...formOf(mailbox), address: mailbox.address }}
      width={640}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={(values) => save.mutate(editOf(values, mailbox.address))}
      onInvalid={(field) => setTab(tabOf(field))}
      onClose={onClose}
    >
      <DriftNotice mailbox={mailbox} />
      <SettingTabs
        tab={tab}
        onTab={setTab}
        more={{ label: t("mailbox.tab.aliases"), children: <Aliases id={mailbox.id} /> }}
        detail={
          <>
            <ReadOnlyField label={t("mailbox.plan")} value={planOf(subscription).name} />
            <ReadOnlyField label={t("mailbox.registeredOn")} value={registered} />
            <Form.Item
              name="address"
              label={t("mailbox.address")}
              extra={t(mailbox.loginId === null ? "mailbox.addressHint" : "mailbox.addressOfLogin")}
              rules={[{ required: true, type: "email", message: t("mailbox.addressMissing") }]}
            >
              <Input
                autoComplete="off"
                spellCheck={false}
                maxLength={254}
                readOnly={mailbox.loginId !== null}
              />
            </Form.Item>
            <SaveOnServer />
          </>
        }
      />
      {mailbox.loginId === null && <RemoveButton mailbox={mailbox} onRemoved={onClose} />}
    </FormDialog>
  );
}

function RemoveButton({
  mailbox: { id, wanted, address },
  onRemoved,
}: {
  readonly mailbox: Mailbox;
  readonly onRemoved: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const remove = useRemove("mailboxes", () => {
    for (const root of mailboxRoots) void client.invalidateQueries({ queryKey: [root] });
    onRemoved();
  });
  const ask = () => remove(id, wanted.version, address, t("mailbox.removeHint"));
  return (
    <Button danger type="text" onClick={ask}>
      {t("mailbox.remove")}
    </Button>
  );
}
