import { refuse } from "../domain/errors.ts";
import type { Lists, Units } from "./ports.ts";

/** A unit that the caller sees and that billing has heard of. */
export async function requireUnit(
  lists: Pick<Lists, "findUnit">,
  businessUnitId: string,
  units: Units,
): Promise<void> {
  const visible = units === "all" || units.includes(businessUnitId);
  if (visible && (await lists.findUnit(businessUnitId)) !== null) return;
  throw refuse.business_unit_not_found(`There is no business unit ${businessUnitId}.`, {
    fields: [{ pointer: "/businessUnitId", detail: "does not exist" }],
  });
}
