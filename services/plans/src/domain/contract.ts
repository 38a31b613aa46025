import { type Centavos, type CivilDate, checkFormula, dayOfMonth, isCivilDate } from "@isp/kernel";
import type { FieldCheck } from "./errors.ts";

/** What the contract tab says (C40). */
export type Contract = {
  readonly installFeeCents: Centavos;
  readonly installments: number;
  readonly soldOn: CivilDate;
  readonly activatedOn: CivilDate;
  /** Activation plus validity (D7); the activation itself where the contract binds for no time. */
  readonly expiresOn: CivilDate;
  readonly validityMonths: number;
  /** Empty for a sale without paper. */
  readonly templateId: string;
  /** A formula or a fixed amount for the fine (D15); empty for none. */
  readonly cancellationFormula: string;
};

/** A contract as it is asked for: empty dates are the day of the sale and the start. */
export type ContractTerms = Omit<Contract, "expiresOn">;

/** A sale without fee, fidelity, paper or fine. */
export const plainContract: ContractTerms = {
  installFeeCents: 0n,
  installments: 1,
  soldOn: "",
  activatedOn: "",
  validityMonths: 0,
  templateId: "",
  cancellationFormula: "",
};

const maxInstallFeeCents = 100_000_000n;
const maxInstallments = 120;
const maxValidityMonths = 600;

export function contractOf(
  terms: ContractTerms,
  days: { readonly soldOn: CivilDate; readonly startOn: CivilDate },
): Contract {
  const activatedOn = terms.activatedOn || days.startOn;
  return {
    ...terms,
    cancellationFormula: terms.cancellationFormula.trim(),
    soldOn: terms.soldOn || days.soldOn,
    activatedOn,
    expiresOn: expiryOf(activatedOn, terms.validityMonths),
  };
}

/** Installed on another day than was planned: the contract runs from there (R20, D7). */
export function activated(contract: Contract, activatedOn: CivilDate): Contract {
  return { ...contract, activatedOn, expiresOn: expiryOf(activatedOn, contract.validityMonths) };
}

/** The same day of a later month; the last one where that month is shorter (29/02 + 12 is 28/02). */
function expiryOf(activatedOn: CivilDate, validityMonths: number): CivilDate {
  return dayOfMonth(activatedOn, validityMonths, Number(activatedOn.slice(8)));
}

export function checkContract(terms: ContractTerms, check: FieldCheck, at: string): void {
  const { installFeeCents, installments, validityMonths, cancellationFormula } = terms;
  const isDay = (text: string) => text === "" || isCivilDate(text);
  check.require(
    installFeeCents >= 0n && installFeeCents <= maxInstallFeeCents,
    `${at}/installFeeCents`,
    "must lie between 0 and 100000000",
  );
  check.require(
    Number.isInteger(installments) && installments >= 1 && installments <= maxInstallments,
    `${at}/installments`,
    `must lie between 1 and ${maxInstallments}`,
  );
  check.require(
    installFeeCents === 0n || BigInt(installments) <= installFeeCents,
    `${at}/installments`,
    "must not exceed the fee's centavos",
  );
  check.require(isDay(terms.soldOn), `${at}/soldOn`, "must be a date");
  check.require(isDay(terms.activatedOn), `${at}/activatedOn`, "must be a date");
  check.require(
    Number.isInteger(validityMonths) && validityMonths >= 0 && validityMonths <= maxValidityMonths,
    `${at}/validityMonths`,
    `must lie between 0 and ${maxValidityMonths}`,
  );
  const problem = formulaProblem(cancellationFormula);
  check.require(problem === null, `${at}/cancellationFormula`, problem ?? "");
}

/** An amount such as 300,00 or a formula of D15: checked when it is saved, computed by billing. */
function formulaProblem(text: string): string | null {
  if (text.trim() === "") return null;
  const parsed = checkFormula(text);
  return "problem" in parsed ? `${parsed.problem} (character ${parsed.at + 1})` : null;
}
