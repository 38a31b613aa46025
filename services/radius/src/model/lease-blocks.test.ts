import { expect } from "chai";
import { describe, it } from "mocha";
import { poolOf } from "../domain/pool.ts";
import { leaseBlocks } from "./lease-blocks.ts";

const pool = poolOf({ cidr: "100.64.0.0/24", gateway: "", framedIpv6: "", delegatedIpv6: "" })!;

function aReplica() {
  let [ms, isAway] = [0, false];
  const tookOver: number[] = [];
  const look = leaseBlocks({
    blocks: {
      async renew() {
        if (isAway) throw new Error("the database is away");
        return [];
      },
      async lease(_from, _to, _count, mayTakeOver) {
        if (mayTakeOver) tookOver.push(ms / 1_000);
      },
      leave: async () => undefined,
    },
    pools: { take: () => undefined, own: () => undefined, free: () => 0, demand: () => 0 },
    wanted: () => [pool],
    clock: { now: () => new Date(ms) },
  });
  return {
    tookOver,
    async pass(seconds: number, away = false) {
      isAway = away;
      for (let second = 0; second < seconds; second += 1) {
        ms += 1_000;
        await look().catch(() => undefined);
      }
    },
  };
}

describe("blocks that another replica left behind", () => {
  it("are taken over by who has had the database for half a minute, so that others have told of themselves", async () => {
    const replica = aReplica();
    await replica.pass(30);
    expect(replica.tookOver).to.deep.equal([]);
    await replica.pass(2);
    expect(replica.tookOver).not.to.deep.equal([]);
  });

  it("are nobody's just after the database was away for all", async () => {
    const replica = aReplica();
    await replica.pass(60);
    const before = replica.tookOver.length;
    await replica.pass(1_200, true);
    await replica.pass(25);
    expect(replica.tookOver).to.have.length(before);
    await replica.pass(10);
    expect(replica.tookOver.length).to.be.above(before);
  });
});
