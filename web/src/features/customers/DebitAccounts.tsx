import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Space, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type DebitAccount, useDebitAccounts } from "../../api/debit-accounts.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useRemove } from "../../ui/use-remove.ts";
import { useSaid } from "../../ui/use-said.ts";

const fields = ["bankCode", "agency", "account", "holder", "document"] as const;

/** "Dados Débitos" of a customer (C3, C55); numbers are shown masked. */
export function DebitAccounts({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const accounts = useDebitAccounts(customerId);
  const remove = useRemove("debit-accounts");
  const mayWrite = useMay("customers.write");
  const [open, setOpen] = useState<DebitAccount | "new">();
  const actions = {
    key: "actions",
    align: "right" as const,
    render: (_: unknown, account: DebitAccount) => (
      <Space size={0}>
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={t("list.edit", { name: account.account })}
          onClick={() => setOpen(account)}
        />
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined />}
          aria-label={t("list.remove", { name: account.account })}
          onClick={() => remove(account.id, account.version, account.account)}
        />
      </Space>
    ),
  };
  return (
    <>
      {mayWrite && (
        <div className="form-note">
          <Button icon={<PlusOutlined />} onClick={() => setOpen("new")}>
            {t("debit.new")}
          </Button>
        </div>
      )}
      <ProblemNotice error={accounts.error} onRetry={() => void accounts.refetch()} />
      <Table<DebitAccount>
        rowKey="id"
        size="small"
        pagination={false}
        loading={accounts.isPending}
        dataSource={[...(accounts.data?.items ?? [])]}
        locale={{ emptyText: <EmptyState title={t("debit.none")} /> }}
        columns={[
          ...fields.map((field) => ({ title: t(`debit.${field}`), dataIndex: field })),
          ...(mayWrite ? [actions] : []),
        ]}
      />
      {open !== undefined && (
        <AccountDialog
          customerId={customerId}
          account={open === "new" ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

type DialogProps = {
  readonly customerId: string;
  readonly account: DebitAccount | undefined;
  readonly onClose: () => void;
};

type Typed = Partial<Record<(typeof fields)[number], string>>;

function AccountDialog({ customerId, account, onClose }: DialogProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<Typed>();
  const problems = useFieldProblems(form);
  const isNew = account === undefined;
  const save = useSubmit<Typed, DebitAccount>({
    path: isNew ? `/customers/${customerId}/debit-accounts` : `/debit-accounts/${account.id}`,
    ...(isNew ? {} : { method: "PATCH" as const, ifMatch: `"${account.version}"` }),
    refresh: ["debit-accounts"],
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem: problems.show,
  });
  // What is masked cannot be edited, only typed anew.
  const shown = isNew
    ? {}
    : { bankCode: account.bankCode, agency: account.agency, holder: account.holder };
  const isHidden = (field: string) => !isNew && (field === "account" || field === "document");
  const typed = (values: Typed): Typed =>
    Object.fromEntries(
      Object.entries(values).filter(([field, text]) => !(isHidden(field) && (text ?? "") === "")),
    );
  return (
    <FormDialog<Typed>
      title={t(isNew ? "debit.new" : "debit.edit")}
      form={form}
      initial={shown}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={(values) => save.mutate(typed(values))}
      onClose={onClose}
    >
      {fields.map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={t(`debit.${field}`)}
          rules={isHidden(field) ? [] : [{ required: true, message: t("problem.field.missing") }]}
        >
          <Input
            autoComplete="off"
            {...(isHidden(field) && account !== undefined
              ? { placeholder: `${account[field]} – ${t("debit.keeps")}` }
              : {})}
          />
        </Form.Item>
      ))}
    </FormDialog>
  );
}
