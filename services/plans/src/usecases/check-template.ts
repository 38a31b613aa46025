import { fieldCheck } from "../domain/errors.ts";
import type { PlansScope } from "./ports.ts";

/** The template must exist and serve the unit; one that is archived stays where it is named. */
export async function checkTemplate(
  { contracts }: Pick<PlansScope, "contracts">,
  id: string,
  about: {
    readonly businessUnitId: string;
    readonly presentId: string;
    readonly pointer: string;
  },
): Promise<void> {
  if (id === "" || id === about.presentId) return;
  const { businessUnitId } = about;
  const serving = await contracts.listTemplates({ businessUnitId, withArchived: false }, "all");
  const check = fieldCheck();
  const exists = serving.some((template) => template.id === id);
  check.require(exists, about.pointer, "does not exist in this business unit");
  check.done();
}
