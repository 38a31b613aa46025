import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Space, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../../api/client.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { isSave, useKey } from "../../ui/keys.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useRemove } from "../../ui/use-remove.ts";
import { useSaid } from "../../ui/use-said.ts";

export type DebitAccount = {
  readonly id: string;
  readonly version: number;
  readonly bankCode: string;
  readonly agency: string;
  readonly account: string;
  readonly holder: string;
  readonly document: string;
};

export function useDebitAccounts(customerId: string) {
  return useQuery({
    queryKey: ["debit-accounts", customerId],
    queryFn: ({ signal }) =>
      request<Page<DebitAccount>>(`/customers/${customerId}/debit-accounts`, { signal }),
  });
}

/** How an account is told from another where one is chosen. */
export function accountName({ bankCode, agency, account, holder }: DebitAccount): string {
  return `${bankCode} · ${agency} · ${account} · ${holder}`;
}

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
  useKey(isSave, () => form.submit());
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
    <Modal
      open
      title={t(isNew ? "debit.new" : "debit.edit")}
      okText={t("form.save")}
      cancelText={t("form.leave")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={shown}
        onFinish={(values) => save.mutate(typed(values))}
      >
        <ProblemNotice error={save.error} others={problems.others} />
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
      </Form>
    </Modal>
  );
}
