import { radius } from "@isp/contracts";
import { transactor } from "@isp/db";
import { newId, secretBox } from "@isp/kernel";
import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { radiusScope } from "../src/db/scope.ts";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { operator, type Stand, startStand } from "./support/stand.ts";

const { start, stop } = acctStatus;

describe("who had an address at an instant", function () {
  this.timeout(90_000);
  const clock = fakeClock(new Date());
  let stand: Stand;
  let began: Date;
  let ended: Date;

  before(async () => {
    stand = await startStand({ clock });
    await eventually(async () => expect(await stand.nas.access("nobody", "x")).to.be.an("object"));
    const scope = radiusScope(clock, secretBox(Buffer.alloc(32, 1)));
    await transactor(
      stand.radius.context.db,
      scope,
    )(({ ipClasses }) =>
      ipClasses.add({
        id: newId(),
        version: 1n,
        businessUnitId: "",
        name: "CGNAT",
        cidr: "100.64.0.0/24",
        gateway: "",
        dns1: "",
        dns2: "",
        netmask: "255.255.255.0",
        publicCidr: "203.0.113.0/30",
        firstPort: 1_024,
        portsPerCustomer: 1_000,
        framedIpv6: "",
        delegatedIpv6: "",
      }),
    );
    clock.advance({ minutes: 10 });
    began = clock.now();
    const at65 = { name: "Framed-IP-Address", value: "100.64.0.65" } as const;
    await report(start, "ana", [
      at65,
      { name: "Framed-IPv6-Prefix", value: "2001:db8:1:2::/64" },
      { name: "Delegated-IPv6-Prefix", value: "2001:db8:7:ff00::/56" },
    ]);
    await report(start, "bia", [{ name: "Framed-IP-Address", value: "100.64.0.66" }]);
    clock.advance({ minutes: 30 });
    ended = clock.now();
    await report(stop, "ana", [at65]);
    clock.advance({ minutes: 1 });
    await report(start, "caio", [at65]);
  });
  after(() => stand.stop());

  const report = (status: number, username: string, values: readonly NamedAttribute[]) =>
    stand.nas.account(status, [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: username },
      ...values,
    ]);
  const minutesAfter = (instant: Date, minutes: number) =>
    new Date(instant.getTime() + minutes * 60_000);
  async function search(ip: string, at: Date, port = 0): Promise<string[]> {
    const { sessions } = await stand.sessions.searchConnections(
      { ip, port, at },
      { caller: operator },
    );
    return sessions.map(({ username }) => username);
  }

  it("is found by the address of its own, from the first instant to the last", async () => {
    expect(await search("100.64.0.65", minutesAfter(began, -1))).to.deep.equal([]);
    expect(await search("100.64.0.65", began)).to.deep.equal(["ana"]);
    expect(await search("100.64.0.65", ended)).to.deep.equal(["ana"]);
    expect(await search("100.64.0.65", minutesAfter(ended, 2))).to.deep.equal(["caio"]);
  });

  it("is found by the port of an address that customers share, and by nothing less", async () => {
    const at = minutesAfter(began, 5);
    expect(await search("203.0.113.1", at, 2_024)).to.deep.equal(["ana"]);
    expect(await search("203.0.113.1", at, 3_024)).to.deep.equal(["bia"]);
    expect(await search("203.0.113.1", at, 80)).to.deep.equal([]);
    const refusal = await search("203.0.113.1", at).catch((error: unknown) => error);
    expect(refusal).to.include({ code: "radius.field_invalid" });
  });

  it("is told beforehand, page by page, which ports each private address has", async () => {
    const { ipClasses } = await stand.networkLists.listIpClasses(
      { businessUnitId: "" },
      { caller: operator },
    );
    const asked = { ipClassId: ipClasses[0]!.id, address: "", port: 0, pageSize: 200 };
    const page = (values: object, caller = operator) =>
      stand.networkLists.listSharedAddresses({ ...asked, pageToken: "", ...values }, { caller });
    const first = await page({});
    const second = await page({ pageToken: first.nextPageToken });
    expect([first.addresses.length, second.addresses.length]).to.deep.equal([200, 56]);
    expect(second.nextPageToken).to.equal("");
    const named = new Set([...first.addresses, ...second.addresses].map(({ address }) => address));
    expect(named.size).to.equal(256);
    const mine = await page({ address: "203.0.113.1", port: 2_024 });
    expect(mine.addresses.map(({ address }) => address)).to.deep.equal(["100.64.0.65"]);
    const gone = await page({ ipClassId: newId() }).catch((error: unknown) => error);
    expect(gone).to.include({ code: "radius.entry_not_found" });
  });

  it("is not asked by an instant alone, which would read the whole archive", async () => {
    const list = (values: object) =>
      stand.sessions.listSessions(
        radius.ListSessionsRequest.fromPartial({ at: began, pageSize: 10, ...values }),
        { caller: operator },
      );
    const refusal = await list({}).catch((error: unknown) => error);
    expect(refusal).to.include({ code: "radius.field_invalid" });
    const { sessions } = await list({ login: "ana" });
    expect(sessions.map(({ username }) => username)).to.deep.equal(["ana"]);
  });

  it("is found by any IPv6 address of its prefixes", async () => {
    const at = minutesAfter(began, 5);
    expect(await search("2001:db8:1:2:a:b:c:d", at)).to.deep.equal(["ana"]);
    expect(await search("2001:0DB8:0007:ff42::1", at)).to.deep.equal(["ana"]);
    expect(await search("2001:db8:1:3::1", at)).to.deep.equal([]);
  });

  it("is found in the archive as well", async () => {
    clock.advance({ days: 3 });
    const archived = () =>
      stand.radius.context.db.query<unknown[]>("SELECT 1 FROM sessions WHERE username = 'ana'");
    await eventually(async () => expect(await archived()).to.have.length(1), { withinMs: 25_000 });
    const at = minutesAfter(began, 5);
    expect(await search("100.64.0.65", at)).to.deep.equal(["ana"]);
    expect(await search("203.0.113.1", at, 2_024)).to.deep.equal(["ana"]);
    expect(await search("2001:db8:1:2::1", at)).to.deep.equal(["ana"]);
  });
});
