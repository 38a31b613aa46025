import { systemClock } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import { nasTable } from "../model/nas-table.ts";
import type { Rejection } from "./auth-server.ts";
import { telling } from "./tell.ts";

function rejection(username: string): Rejection {
  const from = { nasId: "nas", mac: "", nasPortId: "" };
  return { username, reason: "unknown-login", login: undefined, ...from };
}

describe("telling of refusals", () => {
  /** How many facts each transaction took; every one from `failsFrom` on fails. */
  function table(failsFrom: number) {
    const taken: number[] = [];
    const outbox = { addAll: async (facts: readonly unknown[]) => void taken.push(facts.length) };
    const rejects = { count: async () => undefined };
    const transact = (async (work: (scope: unknown) => Promise<unknown>) => {
      if (taken.length >= failsFrom) throw new Error("the database is away");
      return work({ outbox, rejects });
    }) as unknown as Parameters<typeof telling>[0]["transact"];
    const told = telling({ transact, nas: nasTable(), clock: systemClock });
    return { taken, told };
  }

  it("writes no more at once than one statement carries, however many were made up (S18)", async () => {
    const { taken, told } = table(Number.POSITIVE_INFINITY);
    for (let name = 0; name < 2_500; name += 1)
      told.rejected(() => rejection(`u${name}`), `u${name}`, true);
    await told.flush();
    expect(taken).to.deep.equal([1_000, 1_000, 500]);
    await told.flush();
    expect(taken).to.have.length(3);
  });

  it("tells a thousand made-up names a minute, and what customers are refused beside them (S18)", async () => {
    const { taken, told } = table(Number.POSITIVE_INFINITY);
    for (let name = 0; name < 5_000; name += 1)
      told.rejected(() => rejection(`x${name}`), `x${name}`, false);
    told.rejected(() => rejection("ana"), "ana", true);
    await told.flush();
    expect(taken).to.deep.equal([1, 1_000]);
    await told.flush();
    expect(taken).to.have.length(2);
  });

  it("keeps what the database did not take, and nothing else", async () => {
    const { taken, told } = table(1);
    for (let name = 0; name < 1_500; name += 1)
      told.rejected(() => rejection(`u${name}`), `u${name}`, true);
    await told.flush().catch(() => undefined);
    taken.length = 0;
    await told.flush().catch(() => undefined);
    expect(taken).to.deep.equal([500]);
  });
});
