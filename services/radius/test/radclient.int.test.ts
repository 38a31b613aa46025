import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { outputOf } from "./support/freeradius.ts";
import { nasSecret, type Reserved, type Stand, startStand } from "./support/stand.ts";

/** radclient is FreeRADIUS' own client: what it takes, access servers take. */
describe("Debian's radclient", function () {
  let stand: Stand;
  let login: Reserved;

  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
    login = await stand.reserve();
    const { subscriptionId } = login;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    await eventually(async () =>
      expect((await stand.nas.access(login.username, login.password))?.code).to.equal(2),
    );
  });
  after(() => stand?.stop());

  /** Not the synchronous spawn: the service that answers runs in this very process. */
  async function radclient(
    command: "auth" | "acct" | "status",
    attributes: Readonly<Record<string, string>>,
    secret = nasSecret,
  ): Promise<string> {
    const port = command === "acct" ? stand.radius.acctPort : stand.radius.authPort;
    const args = ["-x", "-r", "1", "-t", "1", `127.0.0.1:${port}`, command, secret];
    const lines = Object.entries(attributes).map(([name, value]) => `${name} = "${value}"`);
    return outputOf("radclient", args, lines.join("\n"));
  }

  function radtest(method: string, password: string): Promise<string> {
    const server = `127.0.0.1:${stand.radius.authPort}`;
    return outputOf("radtest", ["-t", method, login.username, password, server, "10", nasSecret]);
  }

  it("is accepted with the right password and refused with another", async () => {
    const { username, password } = login;
    const yes = await radclient("auth", { "User-Name": username, "User-Password": password });
    expect(yes).to.include("Received Access-Accept");
    expect(yes).to.include(`Mikrotik-Rate-Limit = "250000k/500000k"`);
    expect(yes).to.match(/Received Access-Accept[^\n]*\n\s*Message-Authenticator/);
    const no = await radclient("auth", { "User-Name": username, "User-Password": "errada" });
    expect(no).to.include("Received Access-Reject");
  });

  for (const method of ["pap", "chap", "mschap"])
    it(`is served by radtest with ${method}, and refused with another password`, async () => {
      expect(await radtest(method, login.password)).to.include("Received Access-Accept");
      expect(await radtest(method, "errada")).to.include("Received Access-Reject");
    });

  it("gets its accounting acknowledged", async () => {
    const output = await radclient("acct", {
      "User-Name": login.username,
      "Acct-Status-Type": "Start",
      "Acct-Session-Id": "radclient-1",
    });
    expect(output).to.include("Received Accounting-Response");
  });

  it("learns that the server is alive, with a Message-Authenticator and not without (RFC 5997)", async () => {
    const signed = await radclient("status", { "Message-Authenticator": "0x00" });
    expect(signed).to.include("Received Access-Accept");
  });

  it("is met with silence under another secret", async () => {
    const attributes = { "Acct-Status-Type": "Start", "Acct-Session-Id": "radclient-2" };
    const output = await radclient("acct", attributes, "outro-segredo");
    expect(output).to.include("No reply from server");
  });
});
