import { expect } from "chai";
import type { Period } from "../domain/business-hours.ts";
import { changeSpeeds } from "./change-speeds.ts";
import type { StoredSession } from "./session-ports.ts";

describe("the border of business hours", () => {
  const session = (id: string, loginId: string | null) =>
    ({ id, loginId, businessUnitId: "unit" }) as StoredSession;

  /** What is asked for while a unit's clock goes through these periods. */
  async function asked(sequence: readonly Period[], leads = true): Promise<string[][]> {
    const given = new Map<string, Period>();
    const queued: string[][] = [];
    let period: Period = "business";
    const scope = {
      periods: {
        all: () => Promise.resolve(given),
        change: (unitId: string, { to }: { to: Period }) => {
          given.set(unitId, to);
          return Promise.resolve(true);
        },
      },
      disconnects: {
        queueChanges: (ids: readonly string[]) => {
          queued.push([...ids]);
          return Promise.resolve();
        },
      },
    };
    const look = changeSpeeds({
      transact: ((work: (of: unknown) => unknown) => work(scope)) as never,
      open: { all: () => [session("fast", "a"), session("same", "b"), session("nobody", null)] },
      periodOf: () => period,
      differs: (loginId) => loginId === "a",
      leads: () => Promise.resolve(leads),
      clock: { now: () => new Date("2026-11-23T12:00:00Z") },
    });
    for (period of sequence) await look();
    return queued;
  }

  it("C92: asks once for each session whose speed is another one, and for no other", async () => {
    expect(await asked(["business", "business", "other", "other", "business"])).to.deep.equal([
      [],
      ["fast"],
      ["fast"],
    ]);
  });

  it("is the business of one replica", async () => {
    expect(await asked(["business", "other"], false)).to.deep.equal([]);
  });
});
