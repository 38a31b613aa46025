import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { request } from "../../api/client.ts";
import type { Notice } from "../../api/default-ladder.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { Instant } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";

const colors: Readonly<Record<string, string>> = {
  waiting: "processing",
  sent: "success",
  failed: "error",
  dropped: "default",
};

type Props = { readonly notices: readonly Notice[]; readonly isNamed?: boolean };

/** Letters with what became of them; one opens to its text and the proof that it was sent. */
export function NoticeTable({ notices, isNamed = false }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string | null>(null);
  const columns = useColumns(setOpened);
  const customer: TableColumnsType<Notice>[number] = {
    title: t("billing.customer"),
    key: "customer",
    render: (_, { customerId, customerName }) => (
      <Link to={`/customers/${customerId}?tab=invoices`}>{customerName}</Link>
    ),
  };
  return (
    <>
      <Table<Notice>
        rowKey="id"
        size="small"
        dataSource={[...notices]}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState title={t("notice.none")} hint={t("notice.noneHint")} /> }}
        columns={isNamed ? [customer, ...columns] : columns}
      />
      {opened !== null && <Letter id={opened} onEnd={() => setOpened(null)} />}
    </>
  );
}

function useColumns(open: (id: string) => void): TableColumnsType<Notice> {
  const { t } = useTranslation();
  return [
    {
      title: t("notice.madeAt"),
      dataIndex: "madeAt",
      width: 150,
      render: (at: string) => <Instant at={at} />,
    },
    { title: t("notice.kind"), dataIndex: "kind", render: (kind) => t(`notice.kinds.${kind}`) },
    {
      title: t("notice.state"),
      key: "state",
      render: (_, { state, problem }) => (
        <>
          <Tag color={colors[state] ?? "default"}>{t(`notice.states.${state}`)}</Tag>
          {problem !== "" && (
            <span className="soft">{t(`notice.problem.${problem}`, problem)}</span>
          )}
        </>
      ),
    },
    {
      title: "",
      key: "act",
      align: "right",
      render: (_, { id }) => (
        <Button size="small" onClick={() => open(id)}>
          {t("notice.open")}
        </Button>
      ),
    },
  ];
}

function Letter({ id, onEnd }: { readonly id: string; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayResend = useMay("billing.write");
  const notice = useQuery({
    queryKey: ["notices", id],
    queryFn: ({ signal }) => request<Notice>(`/notices/${id}`, { signal }),
  });
  const resend = useSubmit<undefined, Notice>({
    path: `/notices/${id}/resend`,
    refresh: ["notices", "customers"],
    onDone: () => {
      said(t("notice.resent"));
      onEnd();
    },
  });
  const { data } = notice;
  return (
    <Modal
      open
      width={640}
      title={data?.subject ?? t("notice.list")}
      okText={t("notice.resend")}
      cancelText={t("form.leave")}
      okButtonProps={{ hidden: !mayResend || data?.state === "waiting" }}
      confirmLoading={resend.isPending}
      onOk={() => resend.mutate(undefined)}
      onCancel={onEnd}
    >
      <ProblemNotice error={notice.error ?? resend.error} />
      {data !== undefined && (
        <>
          <pre className="letter-text">{data.body}</pre>
          <Facts
            dense
            facts={[
              { label: t("notice.recipient"), value: data.recipient },
              { label: t("notice.sentAt"), value: <Instant at={data.sentAt} /> },
              { label: t("notice.messageId"), value: data.messageId, wide: true },
              { label: t("notice.serverAnswer"), value: data.serverAnswer, wide: true },
            ]}
          />
        </>
      )}
    </Modal>
  );
}
