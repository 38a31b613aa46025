import { isMissing } from "../../api/missing.ts";
import { useTranslation } from "react-i18next";
import { connects } from "../../api/catalogue.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { addMonths } from "../../ui/dates.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Money } from "../../ui/Money.tsx";
import { accountName, useDebitAccounts } from "../../api/debit-accounts.ts";
import { discountText } from "./discount.ts";
import { useNames } from "./names.ts";
import { SimulateFine } from "./SimulateFine.tsx";

type Props = { readonly subscription: Subscription };

/** Tab Detalhe. */
export function DetailTab({ subscription }: Props) {
  const { t } = useTranslation();
  const names = useNames(subscription);
  const plan = planOf(subscription);
  const point = { label: t("plans.routingPoint"), value: names.routingPoint };
  return (
    <Facts
      facts={[
        { label: t("plans.startOn"), value: <CivilDate on={subscription.startOn} /> },
        { label: t("app.unit"), value: names.unit },
        { label: t("plans.contractNumber"), value: subscription.number },
        { label: t("plans.planType"), value: plan.name },
        { label: t("plans.kind"), value: t(`plan.kind.${plan.kind}`, plan.kind) },
        ...(connects(plan.kind) ? [point] : []),
        { label: t("plans.trialDays"), value: subscription.trialDays },
        { label: t("plans.status"), value: names.status },
        { label: t("plans.service"), value: t(`service.${subscription.service}`) },
        {
          label: t("plans.advanceBilling"),
          value: t(subscription.advanceBilling ? "plans.advance" : "plans.arrears"),
        },
        { label: t("plans.salesperson"), value: names.salesperson },
      ]}
    />
  );
}

/** Tab Inf. Cobrança. */
export function BillingTab({ subscription }: Props) {
  const { t, i18n } = useTranslation();
  const names = useNames(subscription);
  const accounts = useDebitAccounts(subscription.customerId).data?.items ?? [];
  const account = accounts.find(({ id }) => id === subscription.debitAccountId);
  return (
    <Facts
      facts={[
        { label: t("plans.paymentForm"), value: names.paymentForm },
        { label: t("plans.dueDay"), value: names.dueDay },
        {
          label: t("plans.debitAccount"),
          value: account === undefined ? "" : accountName(account),
        },
        { label: t("plans.price"), value: <Money cents={subscription.priceCents} /> },
        { label: t("plans.discount"), value: discountText(subscription, i18n.language) },
        { label: t("plans.payable"), value: <Money cents={subscription.payableCents} /> },
        { label: t("plans.billedThrough"), value: <CivilDate on={subscription.billedThroughOn} /> },
        { label: t("plans.notes"), value: subscription.notes, wide: true },
      ]}
    />
  );
}

/** Tab Contrato, with what leaving it would cost. */
export function ContractTab({ subscription }: Props) {
  return (
    <>
      <ContractFacts subscription={subscription} />
      <SimulateFine subscription={subscription} />
    </>
  );
}

/** The contract ends its validity after the activation (D7). */
function ContractFacts({ subscription }: Props) {
  const { t } = useTranslation();
  const names = useNames(subscription);
  const contract = subscription.contract ?? {};
  const { activatedOn, validityMonths } = contract;
  const expiresOn =
    isMissing(activatedOn) || isMissing(validityMonths)
      ? undefined
      : addMonths(activatedOn, validityMonths);
  return (
    <Facts
      facts={[
        { label: t("contract.number"), value: subscription.number },
        { label: t("contract.installFee"), value: <Money cents={contract.installFeeCents} /> },
        { label: t("contract.installments"), value: contract.installments },
        { label: t("contract.soldOn"), value: <CivilDate on={contract.soldOn} /> },
        { label: t("contract.activatedOn"), value: <CivilDate on={activatedOn} /> },
        { label: t("contract.expiresOn"), value: <CivilDate on={expiresOn} /> },
        { label: t("contract.validity"), value: validityMonths },
        { label: t("contract.template"), value: names.template || t("contract.standard") },
        { label: t("contract.formula"), value: contract.cancellationFormula, wide: true },
        {
          label: t("contract.installationAddress"),
          value: subscription.installationAddress || t("contract.customerAddress"),
          wide: true,
        },
      ]}
    />
  );
}
