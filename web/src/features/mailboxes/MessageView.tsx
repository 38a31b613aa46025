import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../api/mailboxes.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { Facts } from "../../ui/Facts.tsx";

/** One message: its text, or its HTML in a frame that runs nothing and reaches nowhere. */
export function MessageView({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const { text, html, from, to, attachments } = message;
  const subject = message.subject || t("mailbox.noSubject");
  const [isRich, setRich] = useState(text === "" && html !== "");
  return (
    <section className="mail-message" aria-label={subject}>
      <h3>{subject}</h3>
      <Facts
        facts={[
          { label: t("mailbox.from"), value: from },
          { label: t("mailbox.to"), value: to },
          { label: t("mailbox.date"), value: <Instant at={message.date} /> },
          ...(attachments.length > 0
            ? [{ label: t("mailbox.attachments"), value: attachments.join(", "), wide: true }]
            : []),
        ]}
      />
      {html !== "" && (
        <Segmented
          value={isRich}
          onChange={setRich}
          options={[
            { value: false, label: t("mailbox.asText") },
            { value: true, label: t("mailbox.asHtml") },
          ]}
        />
      )}
      {isRich ? (
        <iframe className="mail-frame" title={subject} sandbox="" srcDoc={html} />
      ) : (
        <pre className="mail-text">{text}</pre>
      )}
    </section>
  );
}
