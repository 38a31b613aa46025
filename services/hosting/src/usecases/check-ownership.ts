import { refuse } from "../domain/errors.ts";
import { parentsOf } from "../domain/ownership.ts";
import type { DomainNames } from "./ports.ts";

/** Nobody hosts what lies under or above another customer's domain: he would answer for its names (S45). */
export async function checkOwnership(
  names: DomainNames,
  name: string,
  customerId: string,
): Promise<void> {
  const related = await names.related(name, parentsOf(name));
  const foreign = related.find((held) => held.customerId !== customerId);
  if (foreign === undefined) return;
  const where = name.endsWith(`.${foreign.name}`) ? "lies under" : "lies above";
  throw refuse.domain_of_another(`${name} ${where} a domain of another customer.`, {
    fields: [{ pointer: "/name", detail: `${where} a domain of another customer` }],
  });
}
