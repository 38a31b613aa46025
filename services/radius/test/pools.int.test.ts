import { plans, radius } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { packetCode } from "../src/protocol/codes.ts";
import { type RunningRadius, startRadius } from "../src/service.ts";
import { type AccessServer, attributeOf, openAccessServer } from "./support/access-server.ts";
import {
  broadband,
  nasSecret,
  operator,
  type Reserved,
  type Stand,
  startStand,
} from "./support/stand.ts";

const caller = { caller: operator };

describe("addresses out of a class, from two replicas", () => {
  let stand: Stand;
  let other: RunningRadius;
  let otherNas: AccessServer;
  const lines: Reserved[] = [];
  /** Who has which address, by what was answered and reported. */
  const online = new Map<string, string>();

  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
    other = await startRadius({ ...stand.config, RADIUS_SPOOL_DIR: undefined });
    const ports = { authPort: other.authPort, acctPort: other.acctPort };
    otherNas = await openAccessServer({ ...ports, secret: nasSecret });
    // Two blocks of 64: one for each replica.
    const ipClass = radius.IpClass.fromPartial({
      name: "Pequena",
      cidr: "100.80.0.0/25",
      gateway: "100.80.0.1",
    });
    const created = await stand.networkLists.createIpClass({ requestId: newId(), ipClass }, caller);
    const ipClassId = created.ipClass!.id;
    for (let line = 0; line < 130; line += 1) lines.push(await aLine(ipClassId));
  });
  after(async function () {
    this.timeout(20_000);
    otherNas.close();
    await stopOther();
    await stand.stop();
  });

  let isStopped = false;
  async function stopOther(): Promise<void> {
    if (!isStopped) await other.stop();
    isStopped = true;
  }

  async function aLine(ipClassId: string): Promise<Reserved> {
    const reserved = await stand.reserve();
    const { subscriptionId, loginId } = reserved;
    const { unitId: businessUnitId } = stand;
    const of = { id: subscriptionId, customerId: newId(), businessUnitId, service: "on" };
    const subscription = plans.Subscription.fromPartial({ ...of, plan: broadband });
    stand.neighbours.known.set(subscriptionId, {
      subscription,
      items: [],
      mailDomain: "",
      options: [],
    });
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    const ip = radius.Ip.fromPartial({ loginId, ipClassId });
    // The login has to have heard of its registration.
    await eventually(() => stand.ips.createIp({ requestId: newId(), subscriptionId, ip }, caller));
    return reserved;
  }

  const macOf = (line: Reserved) => {
    const digits = lines.indexOf(line).toString(16).padStart(4, "0");
    return `02:00:00:00:${digits.slice(0, 2)}:${digits.slice(2)}`;
  };
  const from = (line: Reserved) => ({ name: "Calling-Station-Id", value: macOf(line) }) as const;

  /** The address, or the reply's code where there is none. */
  async function connect(nas: AccessServer, line: Reserved): Promise<string> {
    const reply = await nas.access(line.username, line.password, { attributes: [from(line)] });
    const address = attributeOf(reply, "Framed-IP-Address");
    return typeof address === "string" ? address : `${reply?.code}`;
  }

  async function start(nas: AccessServer, line: Reserved, address: string): Promise<void> {
    await nas.account(1, [
      { name: "User-Name", value: line.username },
      { name: "Acct-Session-Id", value: line.username },
      { name: "Framed-IP-Address", value: address },
      from(line),
    ]);
    online.set(line.username, address);
  }

  it("are never given twice, and end when the class is used up", async function () {
    this.timeout(60_000);
    const [last] = lines.slice(-1);
    for (const nas of [stand.nas, otherNas])
      await eventually(async () => expect(await connect(nas, last!)).to.match(/^(100\.80|3$)/), {
        withinMs: 15_000,
      });
    const refused: string[] = [];
    for (const [index, line] of lines.slice(0, -2).entries()) {
      const nas = index % 2 === 0 ? stand.nas : otherNas;
      const address = await connect(nas, line);
      if (address === String(packetCode.accessReject)) refused.push(line.username);
      else await start(nas, line, address);
    }
    const given = [...online.values()];
    expect(new Set(given).size, "different addresses").to.equal(given.length);
    expect(given).to.have.length.within(100, 125);
    expect(refused).not.to.deep.equal([]);
    await eventually(() =>
      expect(stand.said("isp.radius.v1.access.rejected").map((fact) => fact["reason"])).to.include(
        "no-address",
      ),
    );
    for (const address of ["100.80.0.0", "100.80.0.1", "100.80.0.127"])
      expect(given).not.to.include(address);
  });

  it("are had again by who comes back to the same replica", async () => {
    const line = lines.find(({ username }) => online.has(username))!;
    expect(await connect(stand.nas, line)).to.equal(online.get(line.username));
  });

  it("of a replica that was killed go to another only when its accepts have been heard of", async function () {
    this.timeout(60_000);
    const { db } = stand.radius.context;
    const rows = await db.query("SELECT replica_id FROM address_blocks ORDER BY block");
    const owners = new Set(rows.map((row: { replica_id: string }) => row.replica_id));
    expect(owners.size).to.equal(2);
    const mine = rows.find((row: { replica_id: string }) => row.replica_id !== "");
    expect(mine).not.to.equal(undefined);
    const [ended] = lines.filter(({ username }, index) => index % 2 === 1 && online.has(username));
    await otherNas.account(2, [
      { name: "User-Name", value: ended!.username },
      { name: "Acct-Session-Id", value: ended!.username },
      from(ended!),
    ]);
    await stopOther();
    // What a kill leaves behind: blocks of a replica that is not there any more.
    const dead = newId();
    await db.query("UPDATE address_blocks SET replica_id = ? WHERE replica_id = ''", [dead]);
    const late = lines.at(-2)!;
    expect(await connect(stand.nas, late)).to.equal(String(packetCode.accessReject));
    await db.query(
      "UPDATE address_blocks SET seen_at = UTC_TIMESTAMP(3) - INTERVAL 16 MINUTE WHERE replica_id = ?",
      [dead],
    );
    online.delete(ended!.username);
    const taken = await eventually(
      async () => {
        const address = await connect(stand.nas, late);
        expect(address).to.match(/^100\.80\./);
        return address;
      },
      // Nobody is taken for dead by who has had the database for less than half a minute.
      { withinMs: 40_000 },
    );
    expect([...online.values()], "still online").not.to.include(taken);
  });
});
