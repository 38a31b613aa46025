import { fieldCheck } from "../domain/errors.ts";
import type { PlansScope } from "./ports.ts";

/** The seller must exist and serve the unit; one that is archived keeps what he sold, and sells no more. */
export async function checkSalesperson(
  { entries }: Pick<PlansScope, "entries">,
  id: string | undefined,
  subscription: { readonly businessUnitId: string; readonly salespersonId: string },
): Promise<void> {
  if (id === undefined || id === "" || id === subscription.salespersonId) return;
  const found = await entries.list(
    { list: "salesperson", businessUnitId: subscription.businessUnitId, withArchived: false },
    "all",
  );
  const check = fieldCheck();
  const sells = found.some((entry) => entry.id === id);
  check.require(sells, "/salespersonId", "does not exist in this business unit");
  check.done();
}
