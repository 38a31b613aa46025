import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Period } from "../domain/business-hours.ts";
import type { OpenSessions } from "../model/open-sessions.ts";
import { inSlices } from "./in-slices.ts";
import type { Radius } from "./ports.ts";
import type { StoredSession } from "./session-ports.ts";

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
  const { transact, open, periodOf, leads, clock } = dependencies;
  return async () => {
    const now = clock.now();
    if (!(await leads())) return;
    const given = await transact(({ periods }) => periods.all());
    const isOver = (unitId: string) => periodOf(unitId, now.getTime()) !== given.get(unitId);
    const held = new Map<string, string[]>();
    for await (const slice of inSlices(open.all()))
      for (const session of slice) note(held, session, isOver);
    for (const [unitId, ids] of held) {
      const change = { from: given.get(unitId), to: periodOf(unitId, now.getTime()) };
      await transact(async ({ disconnects, periods }) => {
        if (!(await periods.change(unitId, change, now))) return;
        // What is open when a unit is first looked at has the speed of this period already.
        await disconnects.queueChanges(change.from === undefined ? [] : ids, now);
      });
    }
  };

  /** The sessions of a unit whose period is over, as far as they notice. */
  function note(
    held: Map<string, string[]>,
    { id, loginId, businessUnitId }: StoredSession,
    isOver: (unitId: string) => boolean,
  ): void {
    if (businessUnitId === null || !isOver(businessUnitId)) return;
    const ids = held.get(businessUnitId) ?? [];
    held.set(businessUnitId, ids);
    if (loginId !== null && dependencies.differs(loginId)) ids.push(id);
  }
}
