import { newId } from "@isp/kernel";
import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { type RunningRadius, startRadius } from "../src/service.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { nasSecret, type Reserved, type Stand, startStand } from "./support/stand.ts";

const home = "AA:BB:CC:00:11:22";
const elsewhere = "AA:BB:CC:00:11:33";

describe("simultaneous use", () => {
  const clock = fakeClock(new Date());
  let stand: Stand;
  let other: RunningRadius;
  let otherNas: AccessServer;

  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ clock });
    other = await startRadius({ ...stand.config, RADIUS_SPOOL_DIR: undefined }, { clock });
    const ports = { authPort: other.authPort, acctPort: other.acctPort };
    otherNas = await openAccessServer({ ...ports, secret: nasSecret });
  });
  after(async function () {
    this.timeout(20_000);
    otherNas.close();
    await other.stop();
    await stand.stop();
  });

  const from = (mac: string): NamedAttribute => ({ name: "Calling-Station-Id", value: mac });
  const code = async ({ username, password }: Reserved, mac: string, nas = stand.nas) =>
    (await nas.access(username, password, { attributes: [from(mac)] }))?.code;

  async function login(): Promise<Reserved> {
    const reserved = await stand.reserve();
    const { subscriptionId } = reserved;
    await stand.decide("registered", {
      subscriptionId,
      service: "on",
      version: 1n,
      kind: "register",
    });
    await eventually(async () => expect(await code(reserved, home)).to.equal(2));
    return reserved;
  }

  const report = ({ username }: Reserved, status: number, acctSessionId: string, mac = home) =>
    stand.nas.account(status, [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: acctSessionId },
      from(mac),
    ]);

  it("refuses another device on every replica while the first is online", async () => {
    const ana = await login();
    await eventually(async () => expect(await code(ana, home, otherNas)).to.equal(2));
    // What was accepted so long ago is awaited no more; only the session speaks for it.
    clock.advance({ minutes: 1 });
    await report(ana, acctStatus.start, newId());
    expect(await code(ana, elsewhere)).to.equal(packetCode.accessReject);
    await eventually(async () =>
      expect(await code(ana, elsewhere, otherNas)).to.equal(packetCode.accessReject),
    );
    clock.advance({ minutes: 1 });
    expect(await code(ana, home, otherNas)).to.equal(packetCode.accessAccept);
  });

  it("refuses another device at once, before the first one's session is reported", async () => {
    const ana = await login();
    expect(await code(ana, elsewhere)).to.equal(packetCode.accessReject);
  });

  it("lets another device in after the Stop, on every replica", async () => {
    const ana = await login();
    const session = newId();
    await report(ana, acctStatus.start, session);
    await report(ana, acctStatus.stop, session);
    clock.advance({ minutes: 1 });
    await eventually(async () => expect(await code(ana, elsewhere, otherNas)).to.equal(2));
  });

  it("lets another device in at once after the Stop, since the accept before it has had its session", async () => {
    const ana = await login();
    const session = newId();
    await report(ana, acctStatus.start, session);
    await report(ana, acctStatus.stop, session);
    expect(await code(ana, elsewhere)).to.equal(packetCode.accessAccept);
  });

  it("lets another device in when the first has been silent for an interval", async () => {
    const ana = await login();
    await report(ana, acctStatus.start, newId());
    clock.advance({ minutes: 11 });
    expect(await code(ana, elsewhere)).to.equal(packetCode.accessAccept);
  });
});
