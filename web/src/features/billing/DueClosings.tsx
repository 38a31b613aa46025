import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Closing, DueClosing } from "../../api/billing.ts";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { request } from "../../api/client.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { usePreferences } from "../../app/preferences.ts";
import { useMay } from "../../app/session.tsx";
import { formatDay } from "../../ui/dates.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

type Props = { readonly units: readonly BusinessUnit[] };

/** Fechamentos pendentes: what is to be closed by today, the oldest first; nothing where nothing is. */
export function DueClosings({ units }: Props) {
  const { t } = useTranslation();
  const { businessUnitId } = usePreferences();
  const due = useQuery({
    queryKey: ["closings", "due", businessUnitId],
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly DueClosing[] }>("/due-closings", {
        query: { businessUnitId },
        signal,
      }),
  });
  const found = due.data?.items ?? [];
  if (due.error === null && found.length === 0) return null;
  const oldest = new Map(
    found.toReversed().map((closing) => [closing.businessUnitId, closing] as const),
  );
  return (
    <section className="panel billing-due" aria-label={t("billing.due")}>
      <ProblemNotice error={due.error} onRetry={() => void due.refetch()} />
      <h2>{t("billing.due")}</h2>
      <p className="soft">{t("billing.dueHint")}</p>
      <ul>
        {found.map((closing) => (
          <DueRow
            key={`${closing.businessUnitId} ${closing.on}`}
            closing={closing}
            unit={units.find(({ id }) => id === closing.businessUnitId)?.name ?? ""}
            isNext={oldest.get(closing.businessUnitId) === closing}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = {
  readonly closing: DueClosing;
  readonly unit: string;
  /** The others of the unit wait for it. */
  readonly isNext: boolean;
};

function DueRow({ closing, unit, isNext }: RowProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayClose = useMay("billing.close");
  const propose = useSubmit<DueClosing, Closing>({
    path: "/closings",
    refresh: ["closings"],
    onDone: ({ id }) => void navigate(`/billing/closings/${id}`),
  });
  return (
    <li>
      <span className="number">{formatDay(closing.on)}</span>
      <span>{unit}</span>
      {mayClose && isNext && (
        <Button
          size="small"
          loading={propose.isPending}
          aria-label={t("billing.proposeOf", { unit, day: formatDay(closing.on) })}
          onClick={() => propose.mutate(closing)}
        >
          {t("billing.propose")}
        </Button>
      )}
      <ProblemNotice error={propose.error} />
    </li>
  );
}
