import { useTranslation } from "react-i18next";
import { type ControlRequest, useControlRequests } from "../../api/connections.ts";
import { Instant } from "../../ui/CivilDate.tsx";

type Props = { readonly loginId: string; readonly isOnline: boolean };

const shown = 5;

/** What the NAS was asked last, and what it answered; it says itself when something new is known. */
export function ControlAnswers({ loginId, isOnline }: Props) {
  const { t } = useTranslation();
  const requests = useControlRequests(loginId).data ?? [];
  const isOver = !isOnline && requests[0]?.kind === "disconnect" && requests[0].state !== "queued";
  if (requests.length === 0) return null;
  return (
    <section aria-live="polite">
      <h3>{t("connection.answers")}</h3>
      {isOver && <p>{t("connection.over")}</p>}
      <ul className="plain-list">
        {requests.slice(0, shown).map((request) => (
          <Answer key={request.id} request={request} />
        ))}
      </ul>
    </section>
  );
}

function Answer({ request }: { readonly request: ControlRequest }) {
  const { t } = useTranslation();
  const { kind, state, errorCause, errorCauseName, attempts, queuedAt } = request;
  const words = kind === "coa" ? t(`connection.coaState.${state}`) : t(`connection.state.${state}`);
  const cause = errorCause === 0 ? "" : `: ${errorCauseName} (${errorCause})`;
  return (
    <li>
      <Instant at={queuedAt} /> <b>{words}</b>
      {cause}
      {attempts > 1 && (
        <span className="soft"> · {t("connection.attempts", { count: attempts })}</span>
      )}
    </li>
  );
}
