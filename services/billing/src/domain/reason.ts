import { fieldCheck } from "./errors.ts";

const longestReason = 255;

/** Whoever takes something back says why. */
export function checkReason(reason: string): void {
  const fields = fieldCheck();
  fields.require(reason.trim() !== "", "/reason", "must be given");
  fields.require(
    reason.length <= longestReason,
    "/reason",
    `has more than ${longestReason} characters`,
  );
  fields.done();
}
