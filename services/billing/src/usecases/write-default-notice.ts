import { type CivilDate, newId } from "@isp/kernel";
import { lawOn } from "../domain/default-law.ts";
import type { DefaultEntry } from "../domain/default-day.ts";
import type { LadderStep } from "../domain/ladder.ts";
import { newNotice } from "../domain/notice.ts";
import { dateText } from "../domain/notice-template.ts";
import type { LadderDependencies } from "./carry-out-defaults.ts";
import type { UnitLadder } from "./ladder-of-unit.ts";
import { letterValues, templateOf } from "./letter.ts";
import type { Billing } from "./ports.ts";

/** Writes the notice that a suspension rests on; its term runs from the day on which it is sent. */
export async function writeDefaultNotice(
  scope: Billing,
  { clock, templates }: Pick<LadderDependencies, "clock" | "templates">,
  about: {
    readonly ladder: UnitLadder;
    readonly entry: DefaultEntry;
    readonly step: LadderStep;
    readonly suspendsOn: CivilDate;
  },
): Promise<boolean> {
  const { ladder, entry, step, suspendsOn } = about;
  const { unit, today, policy } = ladder;
  const invoices = await scope.notices.openOf(step.invoiceIds);
  const [first] = invoices;
  if (first === undefined) return false;
  const template = await templateOf(scope, unit.id, "default");
  const letter = templates.render(template, {
    ...letterValues(unit, today, invoices),
    suspensao: { dias: String(policy.suspendAfterNoticeDays), em: dateText(suspendsOn) },
    rescisao: { dias: String(policy.rescindAfterSuspensionDays) },
    restabelecimento: { dias: String(lawOn(today).restoreDays) },
  });
  await scope.notices.add([
    newNotice({
      id: newId(clock.now()),
      businessUnitId: unit.id,
      customerId: entry.customerId,
      kind: "default",
      onceKey: `${entry.id}/default`,
      ...letter,
      invoices: invoices.map(({ invoiceId, openCents }) => ({ invoiceId, openCents })),
      madeAt: clock.now(),
    }),
  ]);
  return true;
}
