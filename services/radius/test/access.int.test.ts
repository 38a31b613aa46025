import { expect } from "chai";
import { plans } from "@isp/contracts";
import { DomainError, newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { attributeOf } from "./support/access-server.ts";
import { broadband, operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

describe("a customer's access", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [200, 200] } });
    await eventually(async () => expect(await stand.nas.access("nobody", "x")).to.be.an("object"));
  });
  after(() => stand.stop());

  /** Registers a subscription that is enabled at once. */
  async function connected(values = {}): Promise<Reserved & { readonly operationId: string }> {
    const reserved = await stand.reserve(values);
    const { subscriptionId } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    const operationId = await stand.decide("registered", decision);
    await applied(operationId);
    return { ...reserved, operationId };
  }

  /** Waits for a step's answer of this state, and hands over the newest. */
  const applied = (operationId: string, state = "applied") =>
    eventually(() => {
      const answers = stand
        .said("isp.radius.v1.operation.applied")
        .map(({ applied }) => applied as Record<string, unknown>)
        .filter((answer) => answer["operationId"] === operationId);
      expect(answers.map((answer) => answer["state"])).to.include(state);
      return answers.at(-1)!;
    });

  const codeOf = async (username: string, password: string) =>
    (await stand.nas.access(username, password))?.code;

  it("is reserved with its mailbox and lets nobody in before the subscription exists", async () => {
    const { username, password, loginId, mailboxId } = await stand.reserve();
    expect(mailboxId).to.equal(loginId.replace(/^./, "f"));
    const call = stand.neighbours.mailCalls.at(-1)!;
    expect(call.rpc).to.equal("reserve");
    expect(call.request).to.include({ address: `${username}@provedor.example`, password, loginId });
    expect(await codeOf(username, password)).to.equal(packetCode.accessReject);
  });

  it("is refused while its name is reserved for another, and asks mail for nothing then", async () => {
    const { username } = await stand.reserve();
    const calls = stand.neighbours.mailCalls.length;
    const error = await stand
      .reserve({ username: username.toUpperCase() })
      .catch((e: unknown) => e);
    expect(error).to.include({ code: "radius.login_taken" });
    expect(stand.neighbours.mailCalls).to.have.length(calls);
  });

  it("is reserved once however often the same request comes", async () => {
    const values = { requestId: newId(), username: `once.${newId().slice(-8)}` };
    const subscriptionId = newId();
    const first = await stand.reserve({ ...values, subscriptionId, customerId: "c" });
    const again = await stand.reserve({ ...values, subscriptionId, customerId: "c" });
    expect(again).to.deep.equal(first);
    const other = await stand
      .reserve({ ...values, subscriptionId, customerId: "c", password: "outra-senha" })
      .catch((error: unknown) => error);
    expect(other).to.include({ code: "database.request_reused" });
  });

  it("works at once when the subscription is enabled, by name and by name@domain", async () => {
    const { username, password, loginId, operationId } = await connected();
    const accept = await stand.nas.access(username, password);
    expect(accept?.code).to.equal(packetCode.accessAccept);
    expect(accept?.bytes[20], "Message-Authenticator comes first").to.equal(80);
    expect(attributeOf(accept, "Mikrotik-Rate-Limit")).to.equal("250000k/500000k");
    expect(attributeOf(accept, "Acct-Interim-Interval")).to.equal(600);
    expect(await codeOf(`${username}@provedor.example`, password)).to.equal(2);
    expect(await codeOf(`${username}@outro.example`, password)).to.equal(3);
    expect(await codeOf(username, "errada")).to.equal(3);
    const step = await applied(operationId);
    expect(step["receipts"]).to.have.nested.property("[0].itemId", loginId);
    const facts = stand.said("isp.radius.v1.login.created");
    const created = facts.find((fact) => fact["aggregateId"] === loginId)!;
    expect(created).to.have.nested.property("item.wanted.state", "on");
    expect(JSON.stringify(stand.heard)).to.not.include(password);
  });

  it("ends with the suspension: refused, its session asked to disconnect, and answered", async () => {
    const { username, password, subscriptionId, loginId } = await connected();
    const session = [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "8100a1" },
      { name: "Framed-IP-Address", value: "10.9.8.7" },
    ] as const;
    expect((await stand.nas.account(1, session))?.code).to.equal(5);
    const suspended = { subscriptionId, service: "suspended", version: 2n, kind: "suspend" };
    const operationId = await stand.decide("suspended", suspended);
    const step = await applied(operationId);
    expect(await codeOf(username, password)).to.equal(3);
    expect(step).to.have.nested.property("receipts[0].action", "suspended");
    await eventually(() =>
      expect(stand.nas.disconnects.map((asked) => attributeOf(asked, "User-Name"))).to.include(
        username,
      ),
    );
    await eventually(async () => {
      const [answer] = stand
        .said("isp.radius.v1.disconnect.answered")
        .filter((fact) => fact["username"] === username);
      expect(answer).to.include({ answer: "ack", attempts: 1, subscriptionId });
      const later = await applied(operationId);
      expect(later).to.have.nested.property("receipts[0].detail").that.includes("answered ack");
    });
    expect(await stand.nas.account(acctStatus.stop, session)).to.not.equal(undefined);
    const { login } = await stand.access.getLogin({ id: loginId }, { caller: operator });
    expect(login).to.have.nested.property("item.wanted.state", "suspended");
    expect(login).to.have.nested.property("item.real.state", "in-step");

    const resumed = { ...suspended, service: "on", version: 3n, kind: "resume" };
    await applied(await stand.decide("resumed", resumed));
    expect(await codeOf(username, password)).to.equal(2);
  });

  it("is ended again when a session of a suspended login appears late", async () => {
    const { username, subscriptionId } = await connected();
    const suspended = { subscriptionId, service: "suspended", version: 2n, kind: "suspend" };
    await applied(await stand.decide("suspended", suspended));
    stand.nas.answer = 503;
    const late = [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "late-1" },
    ] as const;
    await stand.nas.account(1, late);
    await eventually(() => {
      const answers = stand.said("isp.radius.v1.disconnect.answered");
      const answer = answers.find((fact) => fact["username"] === username);
      expect(answer).to.include({ answer: "nak", errorCause: 503 });
      const stops = stand.said("isp.radius.v1.session.stopped");
      expect(stops.map((fact) => fact["username"])).to.include(username);
    });
    stand.nas.answer = "ack";
  });

  it("keeps a disconnect that no access server answers as a timeout", async () => {
    const { username, subscriptionId } = await connected();
    const session = [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "mute-1" },
    ] as const;
    await stand.nas.account(1, session);
    stand.nas.answer = "silence";
    const suspended = { subscriptionId, service: "suspended", version: 2n, kind: "suspend" };
    await applied(await stand.decide("suspended", suspended));
    await eventually(() => {
      const answers = stand.said("isp.radius.v1.disconnect.answered");
      const answer = answers.find((fact) => fact["username"] === username);
      expect(answer).to.include({ answer: "timeout", attempts: 2 });
    });
    const asked = stand.nas.disconnects.filter(
      (request) => attributeOf(request, "User-Name") === username,
    );
    expect(asked).to.have.length(2);
    expect(asked[0]?.bytes, "repeated unchanged (RFC 5176)").to.deep.equal(asked[1]?.bytes);
    stand.nas.answer = "ack";
  });

  it("keeps nothing when mail refuses or is away, and can be asked for again", async () => {
    const values = { requestId: newId(), username: `mail.${newId().slice(-8)}` };
    const asked = { ...values, subscriptionId: newId(), customerId: newId() };
    stand.neighbours.mailRefuses.with = new DomainError(
      { code: "mail.address_taken", kind: "conflict" },
      "The address is taken.",
    );
    const refused = await stand.reserve(asked).catch((error: unknown) => error);
    expect(refused).to.include({ code: "mail.address_taken" });
    stand.neighbours.mailRefuses.with = undefined;
    const [row] = await stand.radius.context.db.query(
      "SELECT COUNT(*) AS rows_left FROM logins WHERE name = ?",
      [values.username],
    );
    expect(Number(row.rows_left)).to.equal(0);
    expect((await stand.reserve(asked)).username).to.equal(values.username);
  });

  it("gets a second login at once on a subscription that lives (C85)", async () => {
    const subscriptionId = newId();
    const subscription = plans.Subscription.fromPartial({
      id: subscriptionId,
      customerId: newId(),
      businessUnitId: stand.unitId,
      service: "on",
      plan: broadband,
    });
    const known = { subscription, items: [], mailDomain: "provedor.example", options: [] };
    stand.neighbours.known.set(subscriptionId, known);
    const username = `b.${newId().slice(-8)}`;
    const request = {
      requestId: newId(),
      subscriptionId,
      username,
      password: "segredo123",
      portalAccess: false,
    };
    const { login } = await stand.access.createLogin(request, { caller: operator });
    expect(login).to.include({ username, portalAccess: false });
    expect(stand.neighbours.mailCalls.at(-1)?.request).to.include({ live: true, main: true });
    await eventually(async () => expect(await codeOf(username, "segredo123")).to.equal(2));
    const again = await stand.access.createLogin(request, { caller: operator });
    expect(again.login?.item?.id).to.equal(login?.item?.id);
  });

  it("stays off when its subscription is suspended while a login is added", async () => {
    const { subscriptionId } = await connected();
    const subscription = plans.Subscription.fromPartial({
      id: subscriptionId,
      customerId: newId(),
      businessUnitId: stand.unitId,
      service: "on",
      plan: broadband,
    });
    const known = { subscription, items: [], mailDomain: "provedor.example", options: [] };
    stand.neighbours.known.set(subscriptionId, known);
    stand.neighbours.meanwhile.run = async () => {
      const decision = { subscriptionId, service: "suspended", version: 2n, kind: "suspend" };
      await applied(await stand.decide("suspended", decision));
    };
    const username = `c.${newId().slice(-8)}`;
    const asked = { subscriptionId, username, password: "segredo123", portalAccess: false };
    const { login } = await stand.access
      .createLogin({ requestId: newId(), ...asked }, { caller: operator })
      .finally(() => {
        stand.neighbours.meanwhile.run = () => Promise.resolve();
      });
    expect(login?.item?.wanted?.state).to.equal("suspended");
    expect(await codeOf(username, "segredo123")).to.equal(packetCode.accessReject);
  });

  it("answers an operation that is older than what it knows with superseded", async () => {
    const { username, password, subscriptionId } = await connected();
    const newer = { subscriptionId, service: "on", version: 5n, kind: "resume" };
    await applied(await stand.decide("resumed", newer));
    const older = { subscriptionId, service: "suspended", version: 4n, kind: "suspend" };
    await applied(await stand.decide("suspended", older), "superseded");
    expect(await codeOf(username, password)).to.equal(2);
  });

  it("answers an operation of a subscription without logins at once, with no receipts", async () => {
    const decision = { subscriptionId: newId(), service: "on", version: 1n, kind: "register" };
    const step = await applied(await stand.decide("registered", decision));
    expect(step).to.include({ state: "applied", revision: "1" });
    expect(step["receipts"] ?? []).to.deep.equal([]);
  });

  it("stays off the servers while it is held back on purpose (D22)", async () => {
    const { username, password, loginId } = await connected({ saveOnServer: false });
    expect(await codeOf(username, password)).to.equal(3);
    const { login } = await stand.access.getLogin({ id: loginId }, { caller: operator });
    expect(login?.item?.real).to.include({ state: "pending", reason: "held" });
  });

  it("takes a new password, and the mailbox follows (C86)", async () => {
    const { username, password, loginId } = await connected();
    const change = { requestId: newId(), id: loginId, password: "nova-senha-1" };
    const { login } = await stand.access.changeLoginPassword(change, { caller: operator });
    expect(login).to.include({ username, mailPending: true });
    await eventually(async () => expect(await codeOf(username, "nova-senha-1")).to.equal(2));
    expect(await codeOf(username, password)).to.equal(3);
    await eventually(async () => {
      const calls = stand.neighbours.mailCalls.filter(({ rpc }) => rpc === "password");
      expect(calls.map(({ request }) => request["loginId"])).to.include(loginId);
      const read = await stand.access.getLogin({ id: loginId }, { caller: operator });
      expect(read.login?.mailPending).to.equal(false);
    });
  });

  it("tells the first rejection per login and reason", async () => {
    const { username, password } = await connected();
    await stand.nas.access(username, "errada");
    await stand.nas.access(username, "errada");
    await eventually(() => {
      const told = stand
        .said("isp.radius.v1.access.rejected.none")
        .filter((fact) => fact["username"] === username);
      expect(told).to.have.length(1);
      expect(told[0]).to.include({ reason: "wrong-password", nasId: stand.nasId });
    });
    expect(await codeOf(username, password)).to.equal(2);
  });

  it("lists its item to plans, and shows a foreign unit nothing", async () => {
    const { subscriptionId, loginId } = await connected();
    const asked = {
      subscriptionIds: [subscriptionId],
      customerIds: [],
      pageSize: 0,
      pageToken: "",
    };
    const { items } = await stand.participant.listItems(asked);
    expect(items.map(({ id }) => id)).to.deep.equal([loginId]);
    const stranger = { ...operator, units: [newId()] };
    const error = await stand.access
      .getLogin({ id: loginId }, { caller: stranger })
      .catch((e: unknown) => e);
    expect(error).to.include({ code: "radius.login_not_found" });
  });
});
