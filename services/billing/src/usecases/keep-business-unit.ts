import { type Clock, newId } from "@isp/kernel";
import type { BusinessUnit } from "../domain/closing.ts";
import type { Billing } from "./ports.ts";

const firstDueDay = 10;

/** Keeps a unit's billing rules; a new one starts with one due day and one payment form. */
export async function keepBusinessUnit(
  { lists }: Pick<Billing, "lists">,
  unit: BusinessUnit,
  clock: Clock,
): Promise<void> {
  const isNew = (await lists.findUnit(unit.id)) === null;
  await lists.saveUnit(unit);
  if (!isNew) return;
  const now = clock.now();
  const own = { businessUnitId: unit.id, isDefault: true, version: 1n };
  const { closingDay } = unit;
  await lists.addDueDay({ ...own, id: newId(now), day: firstDueDay, closingDay });
  await lists.addPaymentForm({ ...own, id: newId(now), name: "Boleto", kind: "boleto" });
}
