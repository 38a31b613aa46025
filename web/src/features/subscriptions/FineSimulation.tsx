import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { isDay } from "../../ui/dates.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Money } from "../../ui/Money.tsx";
import { formatCents } from "../../ui/money.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

type Fine = {
  readonly amountCents: number;
  readonly formula: string;
  readonly values: Readonly<Record<string, number>>;
  readonly problem: string;
  readonly legalCapCents: number;
};

type Props = { readonly subscriptionId: string; readonly on: string | undefined };

const money = ["valor_plano", "valor_pagar", "beneficio", "taxa_instalacao", "parcelas_abertas"];

/** What ending the contract on a day would cost, by what, and the most that the law allows (C54, C68). */
export function FineSimulation({ subscriptionId, on }: Props) {
  const { t } = useTranslation();
  const { data, error } = useFine(subscriptionId, on);
  if (data === undefined) return <ProblemNotice error={error} />;
  return (
    <section className="fine" aria-label={t("fine.title")}>
      <Facts
        facts={[
          { label: t("fine.amount"), value: <Money cents={data.amountCents} /> },
          { label: t("fine.legalCap"), value: <Money cents={data.legalCapCents} /> },
          { label: t("fine.formula"), value: <Computed fine={data} />, wide: true },
        ]}
      />
      <AboveCap fine={data} />
    </section>
  );
}

/** The most that the law allows, beside a preview that says what would be charged. */
export function LegalCap({ subscriptionId, on }: Props) {
  const { t } = useTranslation();
  const { data, error } = useFine(subscriptionId, on);
  if (data === undefined) return <ProblemNotice error={error} />;
  return (
    <section className="fine" aria-label={t("fine.legalCap")}>
      <Facts facts={[{ label: t("fine.legalCap"), value: <Money cents={data.legalCapCents} /> }]} />
      <AboveCap fine={data} />
    </section>
  );
}

function useFine(subscriptionId: string, on: string | undefined) {
  return useQuery({
    queryKey: ["subscriptions", subscriptionId, "fine", on],
    enabled: isDay(on),
    queryFn: ({ signal }) =>
      request<Fine>(`/subscriptions/${subscriptionId}/fine-simulation`, {
        method: "POST",
        body: { on },
        signal,
      }),
  });
}

function AboveCap({ fine: { amountCents, legalCapCents } }: { readonly fine: Fine }) {
  const { t } = useTranslation();
  if (amountCents <= legalCapCents) return null;
  return (
    <Alert type="warning" showIcon title={t("fine.above")} description={t("fine.aboveHint")} />
  );
}

/** The formula, and what its names were worth on that day. */
function Computed({ fine: { formula, values, problem } }: { readonly fine: Fine }) {
  const { t, i18n } = useTranslation();
  const used = Object.entries(values).filter(([name]) => new RegExp(`\\b${name}\\b`).test(formula));
  const written = (name: string, value: number) =>
    money.includes(name) ? `R$ ${formatCents(value, i18n.language)}` : String(value);
  if (formula === "") return <>{t("fine.none")}</>;
  return (
    <>
      <span className="code">{formula}</span>
      {used.map(([name, value]) => (
        <div key={name} className="soft">
          <span className="code">{name}</span> = {written(name, value)}
        </div>
      ))}
      {problem !== "" && <div>{t(`fine.problem.${problem.replace(".", "_")}`, problem)}</div>}
    </>
  );
}
