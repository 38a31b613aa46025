import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { useSaid } from "../../ui/use-said.ts";
import type { Note } from "../../api/customers.ts";

/** Asks before a note goes, with its words, since it does not come back. */
export function useRemoveNote() {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const said = useSaid();
  const client = useQueryClient();
  return (note: Note): void => {
    void modal.confirm({
      title: t("notes.removeTitle"),
      content: note.text,
      okText: t("list.removeOk"),
      okButtonProps: { danger: true },
      cancelText: t("form.leave"),
      autoFocusButton: "cancel",
      async onOk() {
        try {
          await request(`/customer-notes/${note.id}`, {
            method: "DELETE",
            idempotencyKey: crypto.randomUUID(),
          });
          said(t("notes.removed"));
        } catch {
          void message.error(t("list.notRemoved"));
        }
        void client.invalidateQueries({ queryKey: ["customers"] });
      },
    });
  };
}
