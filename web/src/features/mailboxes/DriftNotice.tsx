import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { type Mailbox, mailboxRoots } from "../../api/mailboxes.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { useSaid } from "../../ui/use-said.ts";

/** What the mail servers hold differently, and the act that mends it. */
export function DriftNotice({ mailbox: { id, real } }: { readonly mailbox: Mailbox }) {
  const { t, i18n } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("subscriptions.write");
  const apply = useSubmit<object, Mailbox>({
    path: `/mailboxes/${id}/apply`,
    refresh: mailboxRoots,
    onDone: () => said(t("mailbox.applied")),
  });
  if (real.state !== "drifted") return null;
  const known = `item.reason.${real.reason}`;
  const why = i18n.exists(known) ? t(known) : real.reason;
  return (
    <Alert
      type="warning"
      showIcon
      className="mail-drift"
      title={t("mailbox.drifted", { why })}
      action={
        mayWrite && (
          <Button size="small" loading={apply.isPending} onClick={() => apply.mutate({})}>
            {t("mailbox.applyAgain")}
          </Button>
        )
      }
    />
  );
}
