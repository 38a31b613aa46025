import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useUnitDay } from "../../api/unit-day.ts";
import { formatDay } from "../../ui/dates.ts";
import { TakeBackButton } from "../operations/OperationButtons.tsx";
import { useOperations } from "../operations/use-operations.ts";
import { Relations } from "./Relations.tsx";

type Props = { readonly subscription: Subscription };

/** What has to be known of a plan before anything is done with it. */
export function SubscriptionStrips({ subscription }: Props) {
  const { notes } = subscription;
  return (
    <div className="subscription-strips">
      <Relations subscription={subscription} />
      {subscription.service === "suspended" && <SuspendedStrip subscription={subscription} />}
      <DriftStrip subscription={subscription} />
      <ScheduledStrips subscription={subscription} />
      {!isMissing(notes) && notes !== "" && <p className="subscription-note">{notes}</p>}
    </div>
  );
}

function SuspendedStrip({ subscription }: Props) {
  const { t } = useTranslation();
  const reasons = (subscription.suspensions ?? [])
    .map(({ reason, on }) => {
      const name = t(`suspension.${reason}`, reason);
      return isMissing(on) ? name : t("plans.suspendedReason", { reason: name, on: formatDay(on) });
    })
    .join(", ");
  return <Alert type="warning" showIcon title={t("plans.suspendedStrip", { reasons })} />;
}

/** Billed as one plan, carried as another (C46). */
function DriftStrip({ subscription: { drift, businessUnitId } }: Props) {
  const { t } = useTranslation();
  const dayOf = useUnitDay(businessUnitId);
  if (isMissing(drift)) return null;
  const { billedPlanName: billed, carriedPlanName: line, since, by } = drift;
  const day = isMissing(since) ? "–" : formatDay(dayOf(new Date(since)));
  const told = t("plans.drift", { billed, line, since: day, by });
  return <Alert type="warning" showIcon title={`${told} ${t("plans.driftHint")}`} />;
}

/** What is set for a later day, with the way back. */
function ScheduledStrips({ subscription: { id } }: Props) {
  const { t } = useTranslation();
  const operations = useOperations(id).data?.items ?? [];
  return operations
    .filter(({ state }) => state === "scheduled")
    .map((operation) => (
      <Alert
        key={operation.id}
        type="info"
        showIcon
        title={t("plans.scheduledStrip", {
          kind: t(`operation.kind.${operation.kind}`),
          on: formatDay(operation.on ?? ""),
          by: operation.requestedBy ?? "",
        })}
        action={<TakeBackButton operation={operation} />}
      />
    ));
}
