import { isCivilDate, isId } from "@isp/kernel";
import * as z from "zod";

export const id = z.string().refine(isId, "must be an id").meta({ format: "uuid" });
export const optionalId = id.nullish().transform((value) => value ?? "");
export const civilDate = z
  .string()
  .refine(isCivilDate, "must be a date YYYY-MM-DD")
  .meta({ format: "date" });
export const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
export const cents = z
  .int("must be whole centavos")
  .min(0, "must not be negative")
  .max(1_000_000_000_000, "is too large");
export const text = (max: number) => z.string().max(max, `must have at most ${max} characters`);
/** What a list is searched by where only ASCII is kept. */
export const word = (max: number) => text(max).regex(/^[ -~]*$/, "must be plain ASCII");
export const name = (max: number) =>
  text(max).refine((value) => value.trim() !== "", "must be given");
export const password = z
  .string()
  .min(6, "must have at least 6 characters")
  .max(128, "must have at most 128 characters");

/** A whole number in a query, in digits alone: what JavaScript would also read as one is none. */
export const queryNumber = (min: number, max: number) =>
  z
    .string()
    .refine((digits) => /^(?:0|[1-9][0-9]{0,8})$/.test(digits), "must be a whole number")
    .meta({ type: "integer", minimum: min, maximum: max })
    .transform(Number)
    .pipe(z.number().min(min).max(max));
export const pageLimit = queryNumber(1, 200).default(50);

export const pageQuery = z.object({
  limit: pageLimit,
  cursor: word(64).default(""),
});

/** A list as every list looks outside. */
export function page(items: readonly unknown[], nextPageToken: string) {
  return { items, nextCursor: nextPageToken === "" ? null : nextPageToken };
}
