import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/catalogue.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { Money } from "../../ui/Money.tsx";
import { speedOf } from "../subscriptions/speed.ts";
import { type OrderForm, payableAfter } from "./order.ts";

type Props = {
  readonly subscription: Subscription;
  readonly plan: Plan | undefined;
  readonly values: OrderForm;
};

/** The present plan and the new one side by side: name, speed, price, what is paid. */
export function PlanComparison({ subscription, plan, values }: Props) {
  const { t, i18n } = useTranslation();
  const { carriedPlan } = subscription;
  const speed = (of: Pick<Plan, "speed"> | null | undefined) =>
    (of === null || of === undefined ? "" : speedOf(of as Plan, i18n.language)) || "–";
  const rows = [
    { key: "plan", now: planOf(subscription).name, next: plan?.name },
    {
      key: "speed",
      now: speed(carriedPlan ?? subscription.plan),
      next: plan === undefined ? undefined : speed(plan),
    },
    {
      key: "price",
      now: <Money cents={subscription.priceCents} />,
      next: plan === undefined ? undefined : <Money cents={plan.priceCents} />,
    },
    {
      key: "payable",
      now: <Money cents={subscription.payableCents} />,
      next:
        plan === undefined ? undefined : (
          <strong>
            <Money cents={payableAfter(plan.priceCents, values, subscription)} />
          </strong>
        ),
    },
  ];
  return (
    <table className="plan-comparison">
      <thead>
        <tr>
          <td />
          <th scope="col">{t("operate.change-plan.present")}</th>
          <th scope="col">{t("operate.change-plan.next")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, now, next }) => (
          <tr key={key}>
            <th scope="row">{t(`plans.${key}`)}</th>
            <td>{now}</td>
            <td>{next ?? <span className="soft">–</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
