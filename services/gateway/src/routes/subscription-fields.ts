import { plans } from "@isp/contracts";
import * as z from "zod";
import { defined } from "../http/defined.ts";
import { cents, civilDate, optionalId, text } from "../http/schemas.ts";

const percent = z
  .number()
  .min(0)
  .max(100)
  .refine(
    (value) => Number.isInteger(Math.round(value * 1e6) / 1e4),
    "must have at most two decimals",
  );

export const discount = z.union([
  z.strictObject({ amountCents: cents }),
  z.strictObject({ percent }),
]);

export const contract = z.strictObject({
  installFeeCents: cents.default(0),
  installments: z.int().min(1).max(120).default(1),
  soldOn: civilDate.optional(),
  activatedOn: civilDate.optional(),
  validityMonths: z.int().min(0).max(600).default(0),
  templateId: optionalId,
  cancellationFormula: text(500).default(""),
});

export function toContract(
  paper: z.output<typeof contract> | undefined,
): plans.Contract | undefined {
  if (paper === undefined) return undefined;
  const { installFeeCents, ...rest } = paper;
  const terms = plans.Contract.fromPartial(defined(rest));
  return { ...terms, installFeeCents: BigInt(installFeeCents) };
}

export function toDiscount(off: z.output<typeof discount> | undefined): plans.Discount | undefined {
  if (off === undefined) return undefined;
  return "amountCents" in off
    ? { kind: { $case: "amountCents", value: BigInt(off.amountCents) } }
    : { kind: { $case: "percentHundredths", value: Math.round(off.percent * 100) } };
}
