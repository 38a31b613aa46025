import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Period } from "../domain/business-hours.ts";
import type { OpenSessions } from "../model/open-sessions.ts";
import type { Radius } from "./ports.ts";

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "disconnects" | "periods">>;
  readonly open: Pick<OpenSessions, "all">;
  readonly periodOf: (businessUnitId: string, now: number) => Period;
  /** Whether this session goes faster or slower in the other period. */
  readonly differs: (loginId: string) => boolean;
  /** One replica does this. */
  readonly leads: () => Promise<boolean>;
  readonly clock: Clock;
};

/**
 * At the borders of business hours (C92, D23) every open session whose speed is another one then is
 * asked to go on with that. What the units were given last is written down with the requests, so that
 * none is forgotten and none is asked twice when the process dies.
 */
export function changeSpeeds(dependencies: Dependencies): () => Promise<void> {
  const { transact, open, periodOf, clock } = dependencies;
  return async () => {
    const now = clock.now();
    const sessions = [...open.all()].filter(({ businessUnitId }) => businessUnitId !== null);
    const byUnit = Map.groupBy(sessions, ({ businessUnitId }) => businessUnitId ?? "");
    if (byUnit.size === 0 || !(await dependencies.leads())) return;
    const given = await transact(({ periods }) => periods.all());
    for (const [unitId, held] of byUnit) {
      const period = periodOf(unitId, now.getTime());
      const before = given.get(unitId);
      if (before === period) continue;
      const changed = held.filter(
        ({ loginId }) => loginId !== null && dependencies.differs(loginId),
      );
      await transact(async ({ disconnects, periods }) => {
        if (!(await periods.change(unitId, { from: before, to: period }, now))) return;
        // What is open when a unit is first looked at has the speed of this period already.
        const ids = before === undefined ? [] : changed.map(({ id }) => id);
        await disconnects.queueChanges(ids, now);
      });
    }
  };
}
