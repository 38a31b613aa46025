import type { Transact, WriteRequest } from "@isp/db";
import { civilDateIn, type Clock, newId } from "@isp/kernel";
import { answerBy, type Contest } from "../domain/contest.ts";
import { refuse } from "../domain/errors.ts";
import { checkReason } from "../domain/reason.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";

export type ContestInvoices = {
  readonly open: (
    request: WriteRequest,
    given: { readonly invoiceId: string; readonly reason: string; readonly by: string },
    units: Units,
  ) => Promise<Contest>;
  readonly answer: (
    request: WriteRequest,
    given: {
      readonly id: string;
      readonly outcome: "rejected" | "upheld";
      readonly answer: string;
      readonly by: string;
    },
    units: Units,
  ) => Promise<Contest>;
};

/**
 * Writes down that a customer holds a debt for wrong, and what he was answered. Until then the ladder stands
 * still for that debt, and what it had suspended for nothing else is back.
 */
export function contestInvoices(transact: Transact<Billing>, clock: Clock): ContestInvoices {
  const todayOf = async ({ lists }: Billing, businessUnitId: string) => {
    const unit = await lists.findUnit(businessUnitId);
    return civilDateIn(unit?.timeZone ?? "UTC", clock.now());
  };
  return {
    open: (request, { invoiceId, reason, by }, units) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first(scope, id) {
          const invoice = await scope.invoices.lock(invoiceId, units);
          if (invoice.state === "cancelled")
            throw refuse.invoice_cancelled(`Invoice ${invoice.number} is cancelled.`);
          if (invoice.state === "paid")
            throw refuse.invoice_paid(`Invoice ${invoice.number} is paid.`);
          checkReason(reason);
          const openedOn = await todayOf(scope, invoice.businessUnitId);
          const contest: Contest = {
            id,
            invoiceId,
            customerId: invoice.customerId,
            businessUnitId: invoice.businessUnitId,
            openedOn,
            answerByOn: answerBy(invoice.dueOn, openedOn),
            openedAt: clock.now(),
            openedBy: by,
            reason: reason.trim(),
            closedOn: null,
            closedBy: "",
            outcome: "",
            answer: "",
          };
          await scope.contests.add(contest);
          return contest;
        },
        again: ({ contests }, id) => contests.lock(id, units),
      }),
    answer: (request, { id, outcome, answer, by }, units) =>
      idempotently(transact, clock, request, {
        id,
        async first(scope) {
          const present = await scope.contests.lock(id, units);
          if (present.closedOn !== null)
            throw refuse.contest_closed(`It was answered on ${present.closedOn}.`);
          checkReason(answer);
          const closedOn = await todayOf(scope, present.businessUnitId);
          const said = { outcome, answer: answer.trim(), closedOn, closedBy: by };
          const closed: Contest = { ...present, ...said };
          await scope.contests.save(closed);
          return closed;
        },
        again: ({ contests }) => contests.lock(id, units),
      }),
  };
}
