import { refuse } from "../domain/errors.ts";
import type { Billing } from "./ports.ts";

/**
 * For who has locked terms and is to judge by what was billed: while a closing is issued, terms are moved on before
 * their lines are there. Who passes keeps a commit of the unit from beginning until his transaction ends.
 */
export async function requireNoCommit(
  { closings }: Pick<Billing, "closings">,
  businessUnitId: string,
): Promise<void> {
  if (await closings.isCommitting(businessUnitId))
    throw refuse.closing_under_way("Its invoices are being issued; try again in a moment.");
}
