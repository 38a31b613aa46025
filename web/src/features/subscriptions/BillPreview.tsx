import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Line } from "../../api/billing.ts";
import { request } from "../../api/client.ts";
import { isDay } from "../../ui/dates.ts";
import { formatCents } from "../../ui/money.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { LineTable } from "../billing/LineTable.tsx";

type Preview = {
  readonly lines: readonly Line[];
  readonly totalCents: number;
  readonly pastCycles: number;
  readonly pastCents: number;
};

/** What billing a plan up to a day would put on its invoice. */
export function useBillPreview(subscriptionId: string, on: string | undefined) {
  return useQuery({
    queryKey: ["subscriptions", subscriptionId, "bill-preview", on],
    enabled: isDay(on),
    queryFn: ({ signal }) =>
      request<Preview>(`/subscriptions/${subscriptionId}/bill-preview`, {
        query: { on: on ?? "" },
        signal,
      }),
  });
}

type Props = {
  readonly preview: UseQueryResult<Preview>;
  readonly mayTakePast: boolean;
};

/** Each line opens to its calendar; months that nobody billed are counted beforehand (R6). */
export function BillPreview({ preview, mayTakePast }: Props) {
  const { t, i18n } = useTranslation();
  const { data, error } = preview;
  if (data === undefined) return <ProblemNotice error={error} />;
  const reais = (cents: number) => `R$ ${formatCents(cents, i18n.language)}`;
  const { pastCycles, pastCents, lines, totalCents } = data;
  return (
    <section aria-label={t("billNow.preview")} className="bill-preview">
      {pastCycles > 1 && (
        <Alert
          type="warning"
          showIcon
          title={t("billNow.past", { count: pastCycles, amount: reais(pastCents) })}
          description={mayTakePast ? undefined : t("billNow.pastForbidden")}
        />
      )}
      <LineTable lines={lines} />
      {lines.length > 0 && (
        <p className="bill-preview-total">{t("billNow.total", { amount: reais(totalCents) })}</p>
      )}
    </section>
  );
}
