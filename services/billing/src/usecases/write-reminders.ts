import { newId } from "@isp/kernel";
import { newNotice } from "../domain/notice.ts";
import { type ReminderWindow, remindersOn } from "../domain/reminder.ts";
import type { LadderDependencies } from "./carry-out-defaults.ts";
import { ladderOfUnit, type UnitLadder } from "./ladder-of-unit.ts";
import { letterValues, templateOf } from "./letter.ts";
import type { Billing } from "./ports.ts";

const atOnce = 200;

type Dependencies = Omit<LadderDependencies, "failpoint">;

/** Writes the letters before, on and after a due date, in the units that want them; each once an invoice. */
export function writeReminders(deps: Dependencies): () => Promise<void> {
  const { transact, clock } = deps;
  return async () => {
    for (const { id } of await transact(({ lists }) => lists.units())) {
      const ladder = await transact((scope) => ladderOfUnit(scope, id, clock));
      if (!ladder.policy.reminds) continue;
      for (const window of remindersOn(ladder.today)) await writeAll(deps, { ladder, window });
    }
  };
}

type About = { readonly ladder: UnitLadder; readonly window: ReminderWindow };

async function writeAll(deps: Dependencies, about: About): Promise<void> {
  for (;;) {
    const written = await deps.transact((scope) => writeSome(scope, deps, about));
    if (written < atOnce) return;
  }
}

async function writeSome(
  scope: Billing,
  { clock, templates }: Dependencies,
  about: About,
): Promise<number> {
  const { ladder, window } = about;
  const { unit, today } = ladder;
  const { kind, fromOn, toOn } = window;
  const filter = { businessUnitId: unit.id, fromOn, toOn };
  const found = await scope.notices.unreminded(kind, filter, atOnce);
  if (found.length === 0) return 0;
  const template = await templateOf(scope, unit.id, kind);
  const madeAt = clock.now();
  return scope.notices.add(
    found.map((invoice) =>
      newNotice({
        id: newId(madeAt),
        businessUnitId: unit.id,
        customerId: invoice.customerId,
        kind,
        onceKey: `${invoice.invoiceId}/${kind}`,
        ...templates.render(template, letterValues(unit, today, [invoice])),
        invoices: [{ invoiceId: invoice.invoiceId, openCents: invoice.openCents }],
        madeAt,
      }),
    ),
  );
}
