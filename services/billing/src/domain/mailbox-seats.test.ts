import { expect } from "chai";
import { describe, it } from "mocha";
import type { Bill } from "./bill.ts";
import { billSeats, type HeldMailboxes, type MailboxHolding, seatsOf } from "./mailbox-seats.ts";
import type { ProrationBasis } from "./proration.ts";
import type { StatusPeriod, SubscriptionTerms } from "./subscription-terms.ts";

const terms: SubscriptionTerms = {
  subscriptionId: "s",
  version: 1n,
  businessUnitId: "u",
  customerId: "c",
  number: 1n,
  planName: "Banda Larga",
  startOn: "2026-01-10",
  trialDays: 0,
  priceCents: 9_000n,
  payableCents: 7_000n,
  advanceBilling: false,
  billedThroughOn: "2026-04-30",
  lastClosingOn: "2026-04-30",
  endedOn: null,
  dueDayId: "",
  paymentFormId: "",
  debitAccountId: "",
  predecessorId: "",
  installFeeCents: 0n,
  installments: 0,
  expiresOn: null,
  validityMonths: 0,
  fineFormula: "",
  mailboxesIncluded: 1,
  mailboxFeeCents: 500n,
  carriedThroughOn: null,
};
const bills: readonly StatusPeriod[] = [{ fromOn: "2026-01-10", bills: true }];

const held = (
  mailboxId: string,
  fromOn: string,
  untilOn: string | null = null,
): MailboxHolding => ({
  mailboxId,
  fromOn,
  untilOn,
});
const first = held("a", "2026-01-10");

type Case = {
  readonly on?: string;
  readonly terms?: Partial<SubscriptionTerms>;
  readonly history?: readonly StatusPeriod[];
  readonly holdings: readonly MailboxHolding[];
  readonly billedThrough?: HeldMailboxes["billedThrough"];
  readonly basis?: ProrationBasis;
};

function linesOf({ on = "2026-05-31", basis = "actual", history = bills, ...given }: Case) {
  const { holdings, billedThrough = new Map() } = given;
  const closing = { on, closingDay: 31, basis };
  const made: Bill = billSeats(
    { ...terms, ...given.terms },
    history,
    { holdings, billedThrough },
    closing,
  );
  if ("parked" in made) throw new Error(made.parked.detail);
  return made.lines
    .filter(({ days }) => days > 0)
    .map(({ kind, item, days, amountCents }) => [kind, item, days, amountCents]);
}

describe("the fee of additional mailboxes (R15)", () => {
  it("V39 is 10 of 31 days of 5.00 from 21/05 to the closing of 31/05", () => {
    const holdings = [first, held("b", "2026-05-21")];
    expect(linesOf({ holdings })).to.deep.equal([["mailbox", "2", 10, 161n]]);
    const commercial = linesOf({ holdings, basis: "commercial30" });
    expect(commercial).to.deep.equal([["mailbox", "2", 10, 167n]]);
  });

  it("is nothing for what the plan includes, whatever came first", () => {
    expect(linesOf({ holdings: [first] })).to.deep.equal([]);
    expect(linesOf({ holdings: [held("b", "2026-05-21")] })).to.deep.equal([]);
    expect(linesOf({ holdings: [first], terms: { mailboxesIncluded: 0 } })).to.deep.equal([
      ["mailbox", "1", 31, 500n],
    ]);
  });

  it("is free where the plan asks for nothing", () => {
    const holdings = [first, held("b", "2026-05-21")];
    expect(linesOf({ holdings, terms: { mailboxFeeCents: 0n } })).to.deep.equal([]);
  });

  it("counts mailboxes and not names: one that goes frees the last place", () => {
    const holdings = [
      held("a", "2026-01-10", "2026-05-10"),
      held("b", "2026-01-10"),
      held("c", "2026-05-20"),
    ];
    // Two until the 10th, one until the 20th, two after it.
    expect(linesOf({ holdings })).to.deep.equal([["mailbox", "2", 21, 338n]]);
    expect(seatsOf(holdings, 1)).to.deep.equal([
      {
        rank: 2,
        periods: [
          { fromOn: "2026-01-10", bills: true },
          { fromOn: "2026-05-10", bills: false },
          { fromOn: "2026-05-20", bills: true },
        ],
      },
    ]);
  });

  it("stops on deletion and in a suspension, and is without the plan's discount", () => {
    const deleted = [first, held("b", "2026-01-10", "2026-05-15")];
    expect(linesOf({ holdings: deleted })).to.deep.equal([["mailbox", "2", 15, 242n]]);
    const suspended = [...bills, { fromOn: "2026-05-21", bills: false }];
    const holdings = [first, held("b", "2026-01-10")];
    expect(linesOf({ holdings, history: suspended })).to.deep.equal([["mailbox", "2", 21, 339n]]);
    const whole = linesOf({ holdings });
    expect(whole).to.deep.equal([["mailbox", "2", 31, 500n]]);
  });

  it("is not billed in the trial of the plan", () => {
    const holdings = [held("a", "2026-05-01"), held("b", "2026-05-05")];
    const trial = {
      startOn: "2026-05-01",
      trialDays: 20,
      billedThroughOn: null,
      lastClosingOn: null,
    };
    expect(linesOf({ holdings, terms: trial })).to.deep.equal([["mailbox", "2", 10, 161n]]);
  });

  it("is billed ahead with a plan in advance, and from its day in a month that was paid ahead", () => {
    const holdings = [first, held("b", "2026-05-21")];
    const inAdvance = { advanceBilling: true, billedThroughOn: "2026-05-31" };
    expect(linesOf({ holdings, terms: inAdvance })).to.deep.equal([
      ["mailbox", "2", 10, 161n],
      ["mailbox", "2", 30, 500n],
    ]);
    const billedThrough = new Map([[2, "2026-06-30"]]);
    const june = { ...inAdvance, lastClosingOn: "2026-05-31", billedThroughOn: "2026-06-30" };
    expect(linesOf({ on: "2026-06-30", holdings, billedThrough, terms: june })).to.deep.equal([
      ["mailbox", "2", 31, 500n],
    ]);
  });

  it("never goes back beyond the last closing of its plan", () => {
    const holdings = [first, held("b", "2026-01-10")];
    expect(linesOf({ holdings })).to.deep.equal([["mailbox", "2", 31, 500n]]);
  });

  it("ends with the subscription", () => {
    const holdings = [first, held("b", "2026-01-10")];
    expect(linesOf({ holdings, terms: { endedOn: "2026-05-20" } })).to.deep.equal([
      ["mailbox", "2", 20, 323n],
    ]);
  });
});
