import { newId } from "@isp/kernel";
import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const { start, interim, stop } = acctStatus;
const withinMs = 15_000;
const minutes = (count: number) => count * 60_000;

describe("sessions that no Stop ends", function () {
  this.timeout(60_000);
  const clock = fakeClock(new Date());
  let stand: Stand;
  before(async () => {
    stand = await startStand({ clock });
  });
  after(() => stand.stop());

  async function online(): Promise<Reserved> {
    const login = await stand.reserve();
    await decide(login, "on", 1n);
    const code = async () => (await stand.nas.access(login.username, login.password))?.code;
    await eventually(async () => expect(await code()).to.equal(2));
    return login;
  }
  const decide = ({ subscriptionId }: Reserved, service: string, version: bigint) =>
    stand.decide("suspended", { subscriptionId, service, version, kind: "suspend" });

  const report = (
    status: number,
    { username }: { username: string },
    id: string,
    more: readonly NamedAttribute[] = [],
  ) =>
    stand.nas.account(status, [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: id },
      ...more,
    ]);

  const told = (fact: string, { username }: { username: string }) =>
    stand.said(`isp.radius.v1.session.${fact}`).filter((about) => about["username"] === username);

  async function connection({ loginId }: Reserved): Promise<string> {
    return stand.sessions.getConnection({ loginId }, { caller: operator }).then(
      ({ session }) => session?.acctSessionId ?? "",
      () => "none",
    );
  }

  it("end after two silent intervals, and are open again when the access server speaks again", async () => {
    const login = await online();
    await report(start, login, "silent");
    const heardAt = clock.now().getTime();
    clock.advance({ minutes: 19 });
    expect(await connection(login)).to.equal("silent");
    clock.advance({ minutes: 2 });
    await eventually(() => expect(told("stopped", login)).to.have.length(1), { withinMs });
    const [ended] = told("stopped", login);
    expect(ended).to.include({ terminateCause: "Lost-Carrier" });
    expect(Date.parse(String(ended?.["updatedAt"]))).to.equal(heardAt + minutes(10));
    expect(await connection(login)).to.equal("none");
    await report(interim, login, "silent", [{ name: "Acct-Session-Time", value: 1_260 }]);
    await eventually(() => expect(told("updated", login)).to.have.length(1));
    expect(await connection(login)).to.equal("silent");
    expect(told("started", login)).to.have.length(1);
    await report(stop, login, "silent", [{ name: "Acct-Terminate-Cause", value: 1 }]);
    await eventually(() =>
      expect(told("stopped", login).at(-1)).to.include({ terminateCause: "User-Request" }),
    );
  });

  it("end half a minute after a Disconnect-ACK without a Stop", async () => {
    const login = await online();
    await report(start, login, "acknowledged");
    stand.nas.answer = "ack";
    clock.advance({ ms: 1_000 });
    await decide(login, "suspended", 2n);
    const answers = () =>
      stand
        .said("isp.radius.v1.disconnect.answered")
        .filter(({ username }) => username === login.username);
    await eventually(() => expect(answers()[0]).to.include({ answer: "ack" }), { withinMs });
    expect(await connection(login)).to.equal("acknowledged");
    clock.advance({ ms: 31_000 });
    await eventually(
      () => expect(told("stopped", login)[0]).to.include({ terminateCause: "Admin-Reset" }),
      { withinMs },
    );
  });

  it("end when the same device has a newer session, and other devices' go on", async () => {
    const login = await online();
    const other = { name: "Calling-Station-Id", value: "02:00:00:00:00:99" } as const;
    await report(start, login, "old");
    await report(start, login, "elsewhere", [other]);
    clock.advance({ minutes: 1 });
    const begun = clock.now().getTime();
    await report(start, login, `new ${newId()}`);
    clock.advance({ ms: 31_000 });
    await eventually(() => expect(told("stopped", login)).to.have.length(1), { withinMs });
    const [ended] = told("stopped", login);
    expect(ended).to.include({ acctSessionId: "old", terminateCause: "Lost-Carrier" });
    expect(Date.parse(String(ended?.["updatedAt"]))).to.equal(begun);
  });
});
