import { billingEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, type Clock, isCivilDate, newId } from "@isp/kernel";
import { fieldCheck, refuse } from "../domain/errors.ts";
import { type Invoice, issue } from "../domain/invoice.ts";
import { chargesOf } from "../domain/invoicing-rules.ts";
import { invoiceFact } from "../events/published.ts";
import { billableUpTo } from "./billable-up-to.ts";
import { issueSlips } from "./issue-slips.ts";
import { requireNoCommit } from "./no-commit.ts";
import type { Billing, Units } from "./ports.ts";
import { useCredits } from "./use-credits.ts";

type Asked = {
  readonly subscriptionId: string;
  readonly on: CivilDate;
  readonly dueOn: CivilDate;
  /** The months that nobody billed were seen, and are to be billed too (R6). */
  readonly takesPast?: boolean;
};

export type BillNow = (request: WriteRequest, asked: Asked, units: Units) => Promise<Invoice>;

/**
 * Bills one subscription at once, up to a day (C21, D4): what it used until then becomes an invoice,
 * and the next closing goes on after that day. The closings' own date is not touched.
 */
export function billNow(transact: Transact<Billing>, clock: Clock): BillNow {
  return (request, asked, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { resultId, done } = await scope.requests.claim(request, newId(now), now);
      if (done) return scope.invoices.find(resultId, units);
      const held = await scope.terms.lock(asked.subscriptionId);
      if (held !== null) await requireNoCommit(scope, held.businessUnitId);
      const found = await billableUpTo(scope, held, { ...asked, now }, units);
      const { terms, unit, issuedOn, pastCents, pastCycles } = found;
      checkDays(asked, found);
      if (pastCycles > 1 && asked.takesPast !== true)
        throw refuse.retroactive(
          `${pastCycles} past cycles are unbilled, ${pastCents} centavos in all`,
        );
      if (found.lines.length === 0)
        throw refuse.nothing_to_bill(
          `Nothing is owed up to ${asked.on} that was not billed before.`,
        );
      const { subscriptionId, customerId, paymentFormId, debitAccountId } = terms;
      const draft = {
        customerId,
        dueOn: asked.dueOn,
        paymentFormId,
        debitAccountId,
        lines: found.lines.map((line) => ({ ...line, id: newId(now), subscriptionId, customerId })),
      };
      const number = await scope.invoices.takeNumbers(unit.id, 1);
      // No closing issued it: it stands under its own id.
      const about = {
        ...chargesOf(await scope.invoicingRules.of(unit.id)),
        id: resultId,
        closingId: resultId,
        number,
        issuedOn,
        businessUnitId: unit.id,
      };
      const invoice = issue(draft, about, new Map([[subscriptionId, terms.number]]));
      await scope.invoices.add([invoice]);
      await scope.terms.save({ ...terms, billedThroughOn: asked.on });
      const fact = billingEvents.invoice.of("issued");
      await scope.outbox.add(fact, invoiceFact(invoice), { aggregateId: invoice.id });
      await useCredits(scope, [invoice], clock);
      await issueSlips(scope, [invoice], clock);
      await scope.requests.finish(request, now);
      return scope.invoices.find(invoice.id, units);
    });
}

function checkDays(
  { on, dueOn }: { readonly on: CivilDate; readonly dueOn: CivilDate },
  { issuedOn, last }: { readonly issuedOn: CivilDate; readonly last: CivilDate },
): void {
  const check = fieldCheck();
  check.require(isCivilDate(on), "/on", "must be a date");
  check.require(isCivilDate(dueOn), "/dueOn", "must be a date");
  check.done();
  check.require(on <= last, "/on", `lies after ${last}, the closing after the next`);
  check.require(dueOn >= issuedOn, "/dueOn", "lies in the past");
  check.done();
}
