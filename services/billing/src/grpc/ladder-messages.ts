import type { billing } from "@isp/contracts";
import type { Contest } from "../domain/contest.ts";
import type { DefaultDay } from "../domain/default-day.ts";
import type { DefaultPolicy } from "../domain/default-policy.ts";
import type { Debtor, Ladder } from "../domain/ladder.ts";
import type { Notice } from "../domain/notice.ts";
import type { Suspension } from "../domain/suspension.ts";
import type { TrustUnlock } from "../domain/trust-unlock.ts";
import type { NamedEntry, Promised } from "../usecases/ladder-ports.ts";
import type { NamedNotice } from "../usecases/notice-ports.ts";
import type { CustomerLadder } from "../usecases/read-customer-ladder.ts";
import type { UnitPolicies } from "../usecases/write-default-policy.ts";

export function toPolicyMessage({
  isOn,
  isAutomatic,
  ...rest
}: DefaultPolicy): billing.DefaultPolicy {
  return { ...rest, on: isOn, automatic: isAutomatic };
}

export function toPoliciesMessage({ policy, since, coming, version }: UnitPolicies) {
  return {
    policy: { ...toPolicyMessage(policy), version },
    sinceOn: since ?? "",
    coming: coming.map(toPolicyMessage),
  };
}

export function toDayMessage(day: DefaultDay, entries: readonly NamedEntry[]): billing.DefaultDay {
  return {
    ...day,
    approvedAt: day.approvedAt ?? undefined,
    entries: entries.map(({ noticedOn, ...entry }) => ({ ...entry, noticedOn: noticedOn ?? "" })),
  };
}

export function toPromisedMessage(promised: Promised): billing.Promised {
  return { ...promised, neverSuspendUntilOn: promised.neverSuspendUntilOn ?? "" };
}

export function toUnlockMessage(unlock: TrustUnlock): billing.TrustUnlock {
  return unlock;
}

export function toContestMessage({ closedOn, ...contest }: Contest): billing.Contest {
  return { ...contest, closedOn: closedOn ?? "" };
}

export function toNoticeMessage(notice: Notice | NamedNotice): billing.Notice {
  const { sentAt, sentOn, resendOf, invoices, ...rest } = notice;
  return {
    customerName: "",
    ...rest,
    invoices: [...invoices],
    resendOfId: resendOf,
    sentAt: sentAt ?? undefined,
    sentOn: sentOn ?? "",
  };
}

export function toLadderMessage(
  held: CustomerLadder,
  notices: readonly NamedNotice[],
): billing.CustomerLadder {
  const { of, debtor, ladder, promised } = held;
  return {
    customerId: debtor.customerId,
    businessUnitId: of.unit.id,
    on: of.since !== null,
    today: of.today,
    owedCents: ladder.owedCents,
    holds: [...ladder.holds],
    steps: toSteps(ladder),
    debts: toDebts(debtor),
    promised: promised === null ? undefined : toPromisedMessage(promised),
    suspensions: held.suspensions.map(toSuspensionMessage),
    unlocks: held.unlocks.map(toUnlockMessage),
    contests: held.contests.map(toContestMessage),
    notices: notices.map((notice) => ({ ...toNoticeMessage(notice), body: "" })),
  };
}

function toSteps({ steps }: Ladder): billing.LadderStep[] {
  return steps.map(({ noticedOn, invoiceIds, ...step }) => ({
    ...step,
    invoiceIds: [...invoiceIds],
    noticedOn: noticedOn ?? "",
  }));
}

function toDebts({ debts }: Debtor): billing.LateDebt[] {
  return debts.map(({ noticedOn, contests, ...debt }) => ({
    ...debt,
    noticedOn: noticedOn ?? "",
    contested: contests.some(({ toOn }) => toOn === null),
  }));
}

function toSuspensionMessage({ resumedOn, ...held }: Suspension): billing.DefaultSuspension {
  return { ...held, resumedOn: resumedOn ?? "" };
}
