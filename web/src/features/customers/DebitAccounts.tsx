import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Space, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type DebitAccount, numberOf, useDebitAccounts } from "../../api/debit-accounts.ts";
import { useMay } from "../../app/session.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useRemove } from "../../ui/use-remove.ts";
import { DebitAccountDialog } from "./DebitAccountDialog.tsx";

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
          aria-label={t("list.edit", { name: nameOf(account) })}
          onClick={() => setOpen(account)}
        />
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined />}
          aria-label={t("list.remove", { name: nameOf(account) })}
          onClick={() => remove(account.id, account.version, nameOf(account))}
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
          {
            title: t("debit.kind"),
            key: "kind",
            render: (_: unknown, { kind }) => t(`debit.kinds.${kind}`),
          },
          {
            title: t("debit.number"),
            key: "number",
            render: (_: unknown, debit) => <span className="number">{numberOf(debit)}</span>,
          },
          { title: t("debit.holder"), dataIndex: "holder" },
          { title: t("debit.document"), dataIndex: "document" },
          ...(mayWrite ? [actions] : []),
        ]}
      />
      {open !== undefined && (
        <DebitAccountDialog
          customerId={customerId}
          account={open === "new" ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

/** What a hand or a screen reader tells one from another by. */
const nameOf = (debit: DebitAccount) => (debit.kind === "card" ? numberOf(debit) : debit.account);
