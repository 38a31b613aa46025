import type { DueDay, PaymentForm } from "./closing.ts";
import { fieldCheck } from "./errors.ts";

const formKinds = ["boleto", "pix", "card", "direct-debit", "cash"];
const longestName = 80;

const isDayOfMonth = (day: number) => Number.isInteger(day) && day >= 1 && day <= 31;

export function checkDueDay({ day, closingDay }: Pick<DueDay, "day" | "closingDay">): void {
  const check = fieldCheck();
  check.require(isDayOfMonth(day), "/day", "must be a day of the month");
  check.require(isDayOfMonth(closingDay), "/closingDay", "must be a day of the month");
  check.done();
}

export function checkPaymentForm({ name, kind }: Pick<PaymentForm, "name" | "kind">): void {
  const check = fieldCheck();
  check.require(name.trim() !== "" && name.length <= longestName, "/name", "must be given");
  check.require(formKinds.includes(kind), "/kind", `must be one of ${formKinds.join(", ")}`);
  check.done();
}

/** Takes of an edit the fields that it names; the others stay as they are. */
export function withFields<Thing extends object>(
  present: Thing,
  wanted: Partial<Thing>,
  fields: readonly string[],
): Thing {
  const named = Object.entries(wanted).filter(([field]) => fields.includes(field));
  return { ...present, ...Object.fromEntries(named) };
}
