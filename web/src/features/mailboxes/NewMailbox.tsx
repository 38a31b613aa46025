import { Form, Input, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { mailboxRoots } from "../../api/mailboxes.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription, TreeSubscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { PasswordItem } from "../logins/NewLogin.tsx";
import { emptySettings, newBodyOf, type NewMailboxForm } from "./mailbox-form.ts";
import type { NewKind } from "./mailbox-task.ts";
import { SaveOnServer } from "./SaveOnServer.tsx";
import { type MailboxTab, SettingTabs, tabOf } from "./SettingTabs.tsx";

type Props = {
  readonly kind: NewKind;
  readonly subscription: Subscription;
  readonly onClose: () => void;
};

/** Cadastrar Novo E-mail, … Adicional and … de Domínio (C72, C84), once the domains are read. */
export function NewMailbox(props: Props) {
  const units = useList<BusinessUnit>("business-units");
  if (units.isLoading) return null;
  const { kind, subscription } = props;
  const unit = units.data?.find(({ id }) => id === subscription.businessUnitId);
  const { items = [] } = subscription as Partial<TreeSubscription>;
  const own = items.flatMap((item) => (item.kind === "domain" ? [item.name] : []));
  const domains = kind === "new-domain-email" ? own : [unit?.mailDomain ?? "", ...own];
  return <NewMailboxForm {...props} domains={domains.filter((name) => name !== "")} />;
}

function NewMailboxForm({
  kind,
  subscription,
  domains,
  onClose,
}: Props & { readonly domains: readonly string[] }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<NewMailboxForm>();
  const [tab, setTab] = useState<MailboxTab>("detail");
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<ReturnType<typeof newBodyOf>, object>({
    path: `/subscriptions/${subscription.id}/mailboxes`,
    refresh: mailboxRoots,
    onDone: (_, { address }) => {
      said(t("mailbox.created", { name: address }));
      onClose();
    },
    onProblem: (problem) => {
      const field = problems.show(problem);
      if (field !== undefined) setTab(tabOf(field));
    },
  });
  return (
    <FormDialog<NewMailboxForm>
      title={t(`menu.${kind}`)}
      form={form}
      initial={{ ...emptySettings, domain: domains[0] }}
      width={640}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={(values) => save.mutate(newBodyOf(values, kind === "new-additional-email"))}
      onInvalid={(field) => setTab(tabOf(field))}
      onClose={onClose}
      {...(kind === "new-additional-email" && { hint: t("mailbox.additionalHint") })}
    >
      <SettingTabs
        tab={tab}
        onTab={setTab}
        detail={
          <>
            <ReadOnlyField label={t("mailbox.plan")} value={planOf(subscription).name} />
            <AddressItems domains={domains} />
            <PasswordItem />
            <SaveOnServer />
          </>
        }
      />
    </FormDialog>
  );
}

function AddressItems({ domains }: { readonly domains: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Space.Compact block className="mail-address">
      <Form.Item
        name="localPart"
        label={t("mailbox.address")}
        normalize={(typed: string) => typed.toLowerCase().trim()}
        rules={[
          { required: true, message: t("mailbox.addressMissing") },
          { pattern: /^[a-z0-9][a-z0-9._-]*$/, message: t("access.usernameWrong") },
        ]}
      >
        <Input autoComplete="off" spellCheck={false} autoFocus suffix="@" />
      </Form.Item>
      <Form.Item
        name="domain"
        label={t("mailbox.domain")}
        rules={[{ required: true, message: t("mailbox.domainMissing") }]}
      >
        <Select options={domains.map((name) => ({ value: name, label: name }))} />
      </Form.Item>
    </Space.Compact>
  );
}
