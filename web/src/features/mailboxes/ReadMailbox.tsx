import { Button, Form, Input, Modal, Table, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type MessageHead, useMessage, useMessages } from "../../api/mailboxes.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { HeldLetters } from "./HeldLetters.tsx";
import type { MailboxTask } from "./mailbox-task.ts";
import { MessageView } from "./MessageView.tsx";
import "./mailboxes.css";

/** Verificar Caixa Postal (C82): first why, then the heads, and a message only when it is opened. */
export function ReadMailbox({ item, onClose }: MailboxTask) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<string>();
  return (
    <Modal
      open
      width={860}
      title={t("mailbox.readTitle", { name: item.name })}
      footer={<Button onClick={onClose}>{t("form.leave")}</Button>}
      onCancel={onClose}
    >
      {reason === undefined ? (
        <AskReason onReason={setReason} />
      ) : (
        <Tabs
          items={[
            {
              key: "received",
              label: t("mailbox.received"),
              children: <Messages id={item.id} reason={reason} />,
            },
            {
              key: "held",
              label: t("mailbox.held"),
              children: <HeldLetters id={item.id} reason={reason} />,
            },
          ]}
        />
      )}
    </Modal>
  );
}

function AskReason({ onReason }: { readonly onReason: (reason: string) => void }) {
  const { t } = useTranslation();
  return (
    <Form<{ readonly reason: string }>
      layout="vertical"
      onFinish={({ reason }) => onReason(reason.trim())}
    >
      <p className="soft">{t("mailbox.readHint")}</p>
      <Form.Item
        name="reason"
        label={t("mailbox.reason")}
        rules={[{ required: true, min: 5, whitespace: true, message: t("mailbox.reasonMissing") }]}
      >
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t("mailbox.look")}
      </Button>
    </Form>
  );
}

function Messages({ id, reason }: { readonly id: string; readonly reason: string }) {
  const { t } = useTranslation();
  const [uid, setUid] = useState<number>();
  const list = useMessages(id, reason);
  const message = useMessage(id, uid, reason);
  return (
    <>
      <ProblemNotice error={list.error ?? message.error} />
      <Table<MessageHead>
        size="small"
        rowKey="uid"
        loading={list.isLoading}
        dataSource={[...(list.data?.items ?? [])]}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: t("mailbox.empty") }}
        rowClassName={({ uid: shown }) => (shown === uid ? "ant-table-row-selected" : "")}
        onRow={({ uid: chosen }) => ({ onDoubleClick: () => setUid(chosen) })}
        columns={[
          {
            title: t("mailbox.date"),
            width: 150,
            render: (_, { date }) => <Instant at={date} />,
          },
          { title: t("mailbox.from"), dataIndex: "from", ellipsis: true },
          {
            title: t("mailbox.subject"),
            ellipsis: true,
            render: (_, { uid: chosen, subject }) => (
              <Button
                className="mail-subject"
                type="link"
                size="small"
                onClick={() => setUid(chosen)}
              >
                {subject || t("mailbox.noSubject")}
              </Button>
            ),
          },
        ]}
      />
      {message.data !== undefined && <MessageView message={message.data} />}
    </>
  );
}
