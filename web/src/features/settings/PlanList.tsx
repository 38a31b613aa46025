import type { FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import type { BusinessUnit, Plan } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { usePreferences } from "../../app/preferences.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { Money } from "../../ui/Money.tsx";
import { speedOf } from "../subscriptions/speed.ts";
import { PlanFields } from "./PlanFields.tsx";
import { PlanPrices } from "./PlanPrices.tsx";
import { type NewPlanForm, newPlanForm, toPlan, toPlanEdit, toPlanForm } from "./plan-body.ts";

/** The catalogue of plans and services of each unit (C5 to C13). */
export function PlanList() {
  const { t, i18n } = useTranslation();
  const { businessUnitId } = usePreferences();
  const units = useList<BusinessUnit>("business-units").data ?? [];
  const unit = units.find(({ id }) => id === businessUnitId) ?? units[0];
  return (
    <ListScreen<Plan, NewPlanForm>
      name="plans"
      query={businessUnitId === "" ? {} : { businessUnitId }}
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        {
          title: t("plans.kind"),
          dataIndex: "kind",
          render: (kind: string) => t(`plan.kind.${kind}`, kind),
        },
        {
          title: t("plans.speed"),
          key: "speed",
          render: (_, plan) => speedOf(plan, i18n.language) || "–",
        },
        { title: t("plans.trialDays"), dataIndex: "trialDays", align: "right", width: 110 },
        {
          title: t("app.unit"),
          key: "unit",
          render: (_, plan) => units.find(({ id }) => id === plan.businessUnitId)?.name,
        },
        {
          title: t("plans.price"),
          dataIndex: "priceCents",
          align: "right",
          width: 130,
          render: (cents: number) => <Money cents={cents} />,
        },
      ]}
      expandedRow={(plan) => <PlanPrices planId={plan.id} />}
      edit={{ toForm: toPlanForm, toBody: toPlanEdit }}
      create={{
        permission: "catalogue.write",
        title: t("settings.newPlan"),
        width: 720,
        initial: newPlanForm(unit),
        fields: (form: FormInstance, plan?: Plan) => (
          <PlanFields form={form} units={units} isNew={plan === undefined} />
        ),
        toBody: toPlan,
      }}
    />
  );
}
