import { App, Button, Space, Table } from "antd";
import { useTranslation } from "react-i18next";
import { type HeldLetter, heldRoot, useHeldLetters } from "../../api/mailboxes.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";

type Props = { readonly id: string; readonly reason: string };

/** What antispam holds, with the reason that was given: an operator stands in for a sender who cannot confirm. */
export function HeldLetters({ id, reason }: Props) {
  const { t } = useTranslation();
  const list = useHeldLetters(id, reason);
  return (
    <>
      <ProblemNotice error={list.error} />
      <Table<HeldLetter>
        size="small"
        rowKey="id"
        loading={list.isLoading}
        dataSource={[...(list.data?.items ?? [])]}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: t("mailbox.heldNone") }}
        columns={[
          {
            title: t("mailbox.heldAt"),
            width: 150,
            render: (_, { heldAt }) => <Instant at={heldAt} />,
          },
          { title: t("mailbox.from"), dataIndex: "sender", ellipsis: true },
          {
            title: t("mailbox.subject"),
            ellipsis: true,
            render: (_, { subject }) => subject || t("mailbox.noSubject"),
          },
          {
            key: "acts",
            width: 200,
            render: (_, letter) => <Acts mailboxId={id} reason={reason} letter={letter} />,
          },
        ]}
      />
    </>
  );
}

type ActsProps = {
  readonly mailboxId: string;
  readonly reason: string;
  readonly letter: HeldLetter;
};

function Acts({ mailboxId, reason, letter }: ActsProps) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const said = useSaid();
  const path = `/mailboxes/${mailboxId}/held-letters/${letter.id}`;
  const act = (name: string, told: string) => ({
    path: `${path}/${name}`,
    refresh: [heldRoot, "mailbox-messages"],
    onDone: () => said(told),
  });
  const release = useSubmit<object, undefined>(act("release", t("mailbox.heldReleased")));
  const discard = useSubmit<object, undefined>(act("discard", t("mailbox.heldDiscarded")));
  const ask = () =>
    void modal.confirm({
      title: t("mailbox.heldDiscardSure"),
      okText: t("mailbox.heldDiscard"),
      okButtonProps: { danger: true },
      cancelText: t("form.leave"),
      autoFocusButton: "cancel",
      onOk: () => discard.mutate({ reason }),
    });
  return (
    <Space>
      <ProblemNotice error={release.error ?? discard.error} />
      <Button size="small" loading={release.isPending} onClick={() => release.mutate({ reason })}>
        {t("mailbox.heldRelease")}
      </Button>
      <Button size="small" danger loading={discard.isPending} onClick={ask}>
        {t("mailbox.heldDiscard")}
      </Button>
    </Space>
  );
}
