import { Form, type FormInstance } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/catalogue.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { Money } from "../../ui/Money.tsx";
import { payable } from "../../ui/money.ts";
import { discountOf, type PlanForm } from "./plan-form.ts";
import { speedOf } from "./speed.ts";

type Props = {
  readonly form: FormInstance<PlanForm>;
  readonly plan: Plan | undefined;
};

/** What is being sold, beside the form, so that it can be read back to the caller. */
export function PlanSummary({ form, plan }: Props) {
  const { t } = useTranslation();
  const values: PlanForm = Form.useWatch([], form) ?? {};
  return (
    <aside className="panel plan-summary" aria-label={t("plans.summary")}>
      <h2>{plan?.name ?? t("plans.choosePlan")}</h2>
      {plan !== undefined && <Sums plan={plan} values={values} />}
    </aside>
  );
}

function Sums({ plan, values }: { readonly plan: Plan; readonly values: PlanForm }) {
  const { t, i18n } = useTranslation();
  const speed = speedOf(plan, i18n.language);
  const due = payable(plan.priceCents, discountOf(values) ?? {});
  return (
    <>
      <Sum label={t("plans.kind")} value={t(`plan.kind.${plan.kind}`)} />
      {speed !== "" && <Sum label={t("plans.speed")} value={speed} />}
      <Sum label={t("plans.startOn")} value={<CivilDate on={values.startOn} />} />
      <Sum label={t("plans.price")} value={<Money cents={plan.priceCents} />} />
      {due !== plan.priceCents && (
        <Sum label={t("plans.discount")} value={<Money cents={due - plan.priceCents} />} />
      )}
      <div className="plan-sum plan-sum-total">
        <span>{t("plans.payable")}</span>
        <Money cents={due} />
      </div>
    </>
  );
}

function Sum({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <div className="plan-sum">
      <span className="soft">{label}</span>
      <span>{value}</span>
    </div>
  );
}
