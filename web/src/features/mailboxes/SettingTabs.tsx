import { Form, Input, Radio, Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "./mailboxes.css";

const keys = ["detail", "forwarding", "reply", "filters"] as const;
export type MailboxTab = (typeof keys)[number] | "more";

const tabOfField: Readonly<Record<string, MailboxTab>> = {
  copies: "forwarding",
  copyTo: "forwarding",
  autoReply: "reply",
  antispam: "filters",
  antivirus: "filters",
};

/** Where a field stands, so that its mistake is seen. */
export const tabOf = (field: string | number): MailboxTab => tabOfField[field] ?? "detail";

type Props = {
  readonly tab: MailboxTab;
  readonly onTab: (tab: MailboxTab) => void;
  /** The first tab, which a new mailbox and an edit do not share. */
  readonly detail: ReactNode;
  /** What only a mailbox that is there already has. */
  readonly more?: { readonly label: string; readonly children: ReactNode };
};

/** Cadastro, Encaminhamento, AutoResposta and AntiSpam (C72 to C77). */
export function SettingTabs({ tab, onTab, detail, more }: Props) {
  const { t } = useTranslation();
  const panes = {
    detail,
    forwarding: <Forwarding />,
    reply: <AutoReply />,
    filters: <Filters />,
  };
  return (
    <Tabs
      activeKey={tab}
      onChange={(key) =>
        onTab([...keys, "more" as const].find((known) => known === key) ?? "detail")
      }
      items={[
        ...keys.map((key) => ({
          key,
          label: t(`mailbox.tab.${key}`),
          children: panes[key],
          forceRender: true,
        })),
        ...(more === undefined ? [] : [{ key: "more", ...more }]),
      ]}
    />
  );
}

function Forwarding() {
  const { t } = useTranslation();
  const copies = Form.useWatch<boolean | undefined>("copies") ?? false;
  return (
    <>
      <YesNo name="copies" label={t("mailbox.copies")} hint={t("mailbox.copiesHint")} />
      <Form.Item
        name="copyTo"
        label={t("mailbox.copyTo")}
        rules={copies ? [{ required: true, type: "email", message: t("mailbox.copyToWrong") }] : []}
      >
        <Input type="email" autoComplete="off" spellCheck={false} disabled={!copies} />
      </Form.Item>
    </>
  );
}

function AutoReply() {
  const { t } = useTranslation();
  return (
    <Form.Item name="autoReply" label={t("mailbox.autoReply")} extra={t("mailbox.autoReplyHint")}>
      <Input.TextArea rows={6} maxLength={2_000} showCount />
    </Form.Item>
  );
}

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <YesNo name="antispam" label={t("mailbox.antispam")} hint={t("mailbox.antispamHint")} />
      <YesNo name="antivirus" label={t("mailbox.antivirus")} hint={t("mailbox.antivirusHint")} />
    </>
  );
}

type YesNoProps = { readonly name: string; readonly label: string; readonly hint: string };

function YesNo({ name, label, hint }: YesNoProps) {
  const { t } = useTranslation();
  const options = [true, false].map((value) => ({
    value,
    label: t(value ? "form.yes" : "form.no"),
  }));
  return (
    <Form.Item name={name} label={label} extra={hint}>
      <Radio.Group options={options} />
    </Form.Item>
  );
}
