import { PushpinFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { formatInstant } from "../../ui/dates.ts";
import type { Note } from "../../api/customers.ts";
import "./notes.css";

/** The alerts of a customer, seen and heard by whoever opens him. */
export function PinnedNotes({ notes }: { readonly notes: readonly Note[] }) {
  const { t, i18n } = useTranslation();
  return (
    <div role="status" aria-label={t("notes.pinnedLabel")}>
      {notes.map(({ id, text, writtenBy, writtenAt }) => (
        <p key={id} className="pinned-note">
          <PushpinFilled aria-hidden="true" />
          <span className="pinned-note-text">{text}</span>
          <span className="pinned-note-who">
            {[writtenBy, formatInstant(writtenAt, i18n.language)].join(" · ")}
          </span>
        </p>
      ))}
    </div>
  );
}
