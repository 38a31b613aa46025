import { Form, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DebitAccount } from "../../api/debit-accounts.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

const fieldsOf = {
  account: ["bankCode", "agency", "account", "holder", "document"],
  card: ["cardBrand", "cardLastDigits", "cardExpires", "cardToken", "holder"],
} as const;
type Kind = keyof typeof fieldsOf;
type Field = (typeof fieldsOf)[Kind][number];
type Typed = Partial<Record<Field, string>>;

/** What is masked or never shown cannot be edited, only typed anew. */
const hidden: readonly Field[] = ["account", "document", "cardToken"];

type Props = {
  readonly customerId: string;
  readonly account: DebitAccount | undefined;
  readonly onClose: () => void;
};

/** An account at a bank, or a card on file: by its acquirer's token, never by its number (C55). */
export function DebitAccountDialog({ customerId, account, onClose }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<Typed>();
  const problems = useFieldProblems(form);
  const isNew = account === undefined;
  const [kind, setKind] = useState<Kind>(account?.kind ?? "account");
  const save = useSubmit<object, DebitAccount>({
    path: isNew ? `/customers/${customerId}/debit-accounts` : `/debit-accounts/${account.id}`,
    ...(isNew ? {} : { method: "PATCH" as const, ifMatch: `"${account.version}"` }),
    refresh: ["debit-accounts"],
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem: problems.show,
  });
  const isKept = (field: Field) => !isNew && hidden.includes(field);
  const typed = (values: Typed): object => {
    const own = fieldsOf[kind].filter((field) => !(isKept(field) && (values[field] ?? "") === ""));
    const given = Object.fromEntries(own.map((field) => [field, values[field] ?? ""]));
    return isNew ? { ...given, kind } : given;
  };
  return (
    <FormDialog<Typed>
      title={t(isNew ? "debit.new" : "debit.edit")}
      form={form}
      initial={isNew ? {} : shownOf(account)}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={(values) => save.mutate(typed(values))}
      onClose={onClose}
    >
      {isNew && (
        <Segmented<Kind>
          className="debit-kind"
          value={kind}
          onChange={setKind}
          options={(["account", "card"] as const).map((value) => ({
            value,
            label: t(`debit.kinds.${value}`),
          }))}
        />
      )}
      {kind === "card" && <p className="soft">{t("debit.cardHint")}</p>}
      {fieldsOf[kind].map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={t(`debit.${field}`)}
          rules={isKept(field) ? [] : [{ required: true, message: t("problem.field.missing") }]}
        >
          <Input autoComplete="off" {...placeholderOf(field, account, t("debit.keeps"))} />
        </Form.Item>
      ))}
    </FormDialog>
  );
}

function shownOf(account: DebitAccount): object {
  const { bankCode, agency, holder, cardBrand, cardLastDigits, cardExpires } = account;
  return { bankCode, agency, holder, cardBrand, cardLastDigits, cardExpires };
}

function placeholderOf(field: Field, account: DebitAccount | undefined, keeps: string) {
  if (field === "cardExpires") return { placeholder: "2028-12" };
  if (account === undefined || !hidden.includes(field)) return {};
  const known = field === "cardToken" ? "••••" : account[field as "account" | "document"];
  return { placeholder: `${known} – ${keeps}` };
}
