import { MailOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { InvoiceRead } from "../../api/billing.ts";
import { type Page, request } from "../../api/client.ts";
import type { InvoiceLetter } from "../../api/invoice-letters.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";
import { LetterStateTag, LetterWords } from "./LetterStateTag.tsx";

const pollMs = 2_000;
type Props = { readonly invoice: InvoiceRead };

/** Whether the customer got the invoice by e-mail, and sending it once more. */
export function InvoiceLetters({ invoice: { id, state } }: Props) {
  const { t } = useTranslation();
  const letters = useQuery({
    queryKey: ["invoices", id, "letters"],
    queryFn: ({ signal }) => request<Page<InvoiceLetter>>(`/invoices/${id}/letters`, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.items[0]?.state === "waiting" ? pollMs : false,
  });
  const newest = letters.data?.items[0];
  return (
    <section className="panel billing-letters" aria-label={t("letter.title")}>
      <ProblemNotice error={letters.error} />
      <div className="billing-payments-head">
        <h2>{t("letter.title")}</h2>
        {state !== "cancelled" && newest?.state !== "waiting" && (
          <SendButton invoiceId={id} isFirst={newest === undefined} />
        )}
      </div>
      <ul>
        {(letters.data?.items ?? []).map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
      {newest === undefined && letters.isSuccess && <p className="soft">{t("letter.noneYet")}</p>}
    </section>
  );
}

type SendProps = { readonly invoiceId: string; readonly isFirst: boolean };

function SendButton({ invoiceId, isFirst }: SendProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const maySend = useMay("billing.write");
  const send = useSubmit<object, InvoiceLetter>({
    path: `/invoices/${invoiceId}/send`,
    refresh: ["invoices", "closings"],
    onDone: () => said(t("letter.queued")),
  });
  if (!maySend) return null;
  return (
    <>
      <ProblemNotice error={send.error} />
      <Button icon={<MailOutlined />} loading={send.isPending} onClick={() => send.mutate({})}>
        {t(isFirst ? "letter.send" : "letter.again")}
      </Button>
    </>
  );
}

function Letter({ letter }: { readonly letter: InvoiceLetter }) {
  const { t, i18n } = useTranslation();
  const { recipient, sentAt, madeAt, madeBy } = letter;
  return (
    <li>
      <LetterStateTag letter={letter} />
      <span className="number">{formatInstant(sentAt ?? madeAt, i18n.language)}</span>
      {recipient !== "" && <span>{recipient}</span>}
      {madeBy !== "" && <span className="soft">{t("letter.askedBy", { by: madeBy })}</span>}
      <LetterWords letter={letter} />
    </li>
  );
}
