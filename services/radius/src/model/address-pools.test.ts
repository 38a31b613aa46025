import { expect } from "chai";
import { describe, it } from "mocha";
import { addressNumber } from "../domain/address-range.ts";
import { blockOf, poolOf } from "../domain/pool.ts";
import { addressPools } from "./address-pools.ts";

const holdMs = 60_000;
const place = (mac: string) => ({ mac, nasId: "nas", nasPortId: "" });
const asking = (loginId: string, now = 0, mac = `02:00:00:00:00:${loginId}`) => ({
  loginId,
  from: place(mac),
  now,
});
const block = blockOf(addressNumber("100.64.0.0") ?? 0);

function aPool(cidr: string, fixed: readonly string[] = [], online: Record<string, string> = {}) {
  const sessions = Object.entries(online).map(([address, loginId]) => ({
    loginId,
    nasId: "nas",
    state: { mac: `02:00:00:00:00:${loginId}`, nasPortId: "", address: { value: address, at: 0 } },
  }));
  const open = {
    atAddress: (address: string) =>
      sessions.filter(({ state }) => state.address.value === address) as never,
    ofLogin: (loginId: string) => sessions.filter((one) => one.loginId === loginId) as never,
  };
  const pools = addressPools({ open, ips: { isFixed: (text) => fixed.includes(text) }, holdMs });
  pools.own([block], 0);
  return {
    pools,
    pool: poolOf({ cidr, gateway: "100.64.0.1", framedIpv6: "", delegatedIpv6: "" })!,
  };
}

describe("addresses that are not fixed", () => {
  it("leave out the network, the broadcast, the gateway and what is fixed", () => {
    const { pools, pool } = aPool("100.64.0.0/29", ["100.64.0.3"]);
    const given = ["11", "12", "13", "14"].map((id) => pools.take(pool, asking(id)));
    expect(given).to.deep.equal(["100.64.0.2", "100.64.0.4", "100.64.0.5", "100.64.0.6"]);
    expect(pools.take(pool, asking("15")), "all are used").to.equal(undefined);
  });

  it("stay with who had them last, even after others could have had them", () => {
    const { pools, pool } = aPool("100.64.0.0/29");
    expect(pools.take(pool, asking("11"))).to.equal("100.64.0.2");
    expect(pools.take(pool, asking("12"))).to.equal("100.64.0.3");
    expect(pools.take(pool, asking("11", 1_000))).to.equal("100.64.0.2");
    expect(pools.take(pool, asking("12", holdMs + 2_000))).to.equal("100.64.0.3");
  });

  it("are held for an accept until its session must have been heard of", () => {
    const { pools, pool } = aPool("100.64.0.0/30");
    expect(pools.take(pool, asking("11"))).to.equal("100.64.0.2");
    expect(pools.take(pool, asking("12", holdMs - 5_000))).to.equal(undefined);
    expect(pools.take(pool, asking("12", holdMs + 1))).to.equal("100.64.0.2");
  });

  it("that are online go to nobody but the device that has them", () => {
    const { pools, pool } = aPool("100.64.0.0/29", [], { "100.64.0.2": "11" });
    expect(pools.take(pool, asking("12"))).to.equal("100.64.0.3");
    expect(pools.take(pool, asking("11", 0, "02:00:00:00:00:99"))).to.equal("100.64.0.4");
    expect(pools.take(pool, asking("11"))).to.equal("100.64.0.2");
  });

  it("are not given out of blocks that another replica may have taken over", () => {
    const { pools, pool } = aPool("100.64.0.0/29");
    expect(pools.take(pool, asking("11", 11 * 60_000))).to.equal(undefined);
    pools.own([], 11 * 60_000);
    expect(pools.take(pool, asking("11", 11 * 60_000))).to.equal(undefined);
    pools.own([block], 11 * 60_000);
    expect(pools.take(pool, asking("11", 11 * 60_000))).to.equal("100.64.0.2");
  });
});
