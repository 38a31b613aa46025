import {
  bankingDayFrom,
  type Centavos,
  type CivilDate,
  daysBetween,
  later,
  roundHalfUp,
} from "@isp/kernel";

/** What a unit charges for paying late, in hundredths of a percent. */
export type LatePolicy = {
  /** Once, of what is late. */
  readonly fineBasisPoints: number;
  /** A month of 30 days, by day from the nominal due date. */
  readonly interestBasisPoints: number;
};

/** The caps of the law: fine 2 % (Lei 8.078/1990 art. 52 § 1), interest 1 % a month (R17). */
export const lawfulLatePolicy: LatePolicy = { fineBasisPoints: 200, interestBasisPoints: 100 };

export type Debt = { readonly totalCents: Centavos; readonly dueOn: CivilDate };

/** Money that came in for a debt. */
export type Receipt = {
  readonly id: string;
  readonly amountCents: Centavos;
  readonly paidOn: CivilDate;
};

/** How a debt stands. */
export type Settlement = {
  /** Fine and interest that have become due. */
  readonly lateCents: Centavos;
  /** What was received and taken for the debt, late charges included. */
  readonly paidCents: Centavos;
  readonly openCents: Centavos;
  /** What was received beyond the debt: it is the customer's. */
  readonly surplusCents: Centavos;
  /** The day on which nothing was left open; null while something is. */
  readonly settledOn: CivilDate | null;
};

const wholeBasis = 10_000n;
const daysOfMonth = 30n;

type Standing = Settlement & {
  readonly isFined: boolean;
  /** Interest is charged up to here. */
  readonly interestOn: CivilDate;
};

/**
 * What payments make of a debt, whatever order they were entered in. Late charges become due with a payment
 * that comes late, and are paid first, as the law has it where nothing was agreed (Lei 10.406/2002
 * art. 354); interest goes on over what is left.
 */
export function settle(debt: Debt, receipts: readonly Receipt[], policy: LatePolicy): Settlement {
  return standing(debt, receipts, policy);
}

/** The same, with what has become due by a day although nobody has paid. */
export function dueBy(
  debt: Debt,
  receipts: readonly Receipt[],
  policy: LatePolicy,
  on: CivilDate,
): Settlement {
  return charged(debt, standing(debt, receipts, policy), on, policy);
}

function standing(debt: Debt, receipts: readonly Receipt[], policy: LatePolicy): Standing {
  const nothing: Standing = {
    lateCents: 0n,
    paidCents: 0n,
    openCents: debt.totalCents,
    surplusCents: 0n,
    settledOn: null,
    isFined: false,
    interestOn: debt.dueOn,
  };
  return receipts
    .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
    .reduce((before, receipt) => {
      const due = charged(debt, before, receipt.paidOn, policy);
      const taken = least(receipt.amountCents, due.openCents);
      const openCents = due.openCents - taken;
      const isSettled = openCents === 0n;
      return {
        ...due,
        openCents,
        paidCents: due.paidCents + taken,
        surplusCents: due.surplusCents + receipt.amountCents - taken,
        settledOn: isSettled ? (before.settledOn ?? receipt.paidOn) : null,
      };
    }, nothing);
}

function sortKey({ paidOn, id }: Receipt): string {
  return `${paidOn} ${id}`;
}

/** Paid on the next banking day after a due date that is none, nothing is late (Lei 7.089/1983). */
function charged(debt: Debt, before: Standing, on: CivilDate, policy: LatePolicy): Standing {
  if (before.openCents === 0n || on <= bankingDayFrom(debt.dueOn)) return before;
  const paidOfPrincipal = most(0n, before.paidCents - before.lateCents);
  const principal = debt.totalCents - paidOfPrincipal;
  const fine = before.isFined ? 0n : share(principal, policy.fineBasisPoints, 1n);
  const from = later(before.interestOn, debt.dueOn);
  const days = BigInt(Math.max(0, daysBetween(from, on)));
  const interest = share(principal * days, policy.interestBasisPoints, daysOfMonth);
  return {
    ...before,
    lateCents: before.lateCents + fine + interest,
    openCents: before.openCents + fine + interest,
    isFined: true,
    interestOn: later(from, on),
  };
}

function share(amount: bigint, basisPoints: number, divisor: bigint): Centavos {
  return roundHalfUp(amount * BigInt(basisPoints), wholeBasis * divisor);
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const most = (one: bigint, other: bigint): bigint => (one > other ? one : other);
