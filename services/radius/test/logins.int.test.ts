import { plans } from "@isp/contracts";
import { DomainError, newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { broadband, operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

describe("the end of a login, and what is main", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [200, 200] } });
  });
  after(() => stand.stop());

  const codeOf = async (username: string, password: string) =>
    (await stand.nas.access(username, password))?.code;
  const accepted = ({ username, password }: Pick<Reserved, "username" | "password">) =>
    eventually(async () =>
      expect(await codeOf(username, password)).to.equal(packetCode.accessAccept),
    );

  async function connected(): Promise<Reserved> {
    const reserved = await stand.reserve();
    const { subscriptionId } = reserved;
    await stand.decide("registered", {
      subscriptionId,
      service: "on",
      version: 1n,
      kind: "register",
    });
    await accepted(reserved);
    return reserved;
  }

  /** A second login under the same subscription. */
  async function another({ subscriptionId }: Reserved) {
    const subscription = {
      id: subscriptionId,
      customerId: newId(),
      businessUnitId: stand.unitId,
      service: "on",
      plan: broadband,
    };
    const known = { subscription, mailDomain: "provedor.example" };
    stand.neighbours.known.set(subscriptionId, plans.GetSubscriptionResponse.fromPartial(known));
    const username = `casa.${newId().slice(-8)}`;
    const password = "segredo-da-casa";
    const asked = { requestId: newId(), subscriptionId, username, password, portalAccess: false };
    const { login } = await stand.access.createLogin(asked, { caller: operator });
    return { ...login!, id: login!.item!.id, username, password };
  }

  const read = async (id: string) =>
    (await stand.access.getLogin({ id }, { caller: operator })).login!;
  const remove = (id: string, expectedVersion = 0n) =>
    stand.logins.deleteLogin({ requestId: newId(), id, expectedVersion }, { caller: operator });
  const factsOf = (name: string, id: string) =>
    stand.said(`isp.radius.v1.login.${name}`).filter((fact) => fact["aggregateId"] === id);

  it("C87: is refused at once, loses its session, and takes its mailbox along", async () => {
    const held = await connected();
    const { username, password, loginId } = held;
    const acctSessionId = newId();
    await stand.nas.account(acctStatus.start, [
      { name: "Acct-Session-Id", value: acctSessionId },
      { name: "User-Name", value: username },
    ]);
    await remove(loginId);
    await eventually(async () =>
      expect(await codeOf(username, password)).to.equal(packetCode.accessReject),
    );
    await eventually(() => {
      const ended = stand.said("isp.radius.v1.disconnect.answered");
      expect(ended.filter((answer) => answer["username"] === username)).to.have.length(1);
    });
    await eventually(() =>
      expect(
        stand.neighbours.mailCalls.filter(
          ({ rpc, request }) => rpc === "delete" && request["loginId"] === loginId,
        ),
      ).to.have.length(1),
    );
    const [fact] = factsOf("deleted", loginId);
    expect(fact).to.have.nested.property("item.wanted.state", "deleted");
    const error = await read(loginId).catch((refusal: unknown) => refusal);
    expect(error).to.include({ code: "radius.login_not_found" });
  });

  it("C87: keeps asking mail while it is away, and D13: keeps the name from everybody else", async () => {
    const { username, loginId } = await connected();
    const away = new DomainError({ code: "mail.away", kind: "unavailable" }, "Away.");
    stand.neighbours.mailRefuses.with = away;
    try {
      await remove(loginId);
      await eventually(
        () =>
          expect(stand.neighbours.mailCalls.filter(({ rpc }) => rpc === "delete")).to.not.be.empty,
      );
    } finally {
      stand.neighbours.mailRefuses.with = undefined;
    }
    await eventually(() => expect(factsOf("deleted", loginId)).to.have.length(2), {
      withinMs: 10_000,
    });
    const taken = await stand.reserve({ username }).catch((refusal: unknown) => refusal);
    expect(taken).to.include({ code: "radius.login_taken" });
  });

  it("a session that began after all, with a replica that had not read yet, is ended too", async () => {
    const { username, loginId } = await connected();
    await remove(loginId);
    await stand.nas.account(acctStatus.start, [
      { name: "Acct-Session-Id", value: newId() },
      { name: "User-Name", value: username },
    ]);
    await eventually(
      () => {
        const ended = stand.said("isp.radius.v1.disconnect.answered");
        expect(ended.filter((answer) => answer["username"] === username)).to.have.length(1);
      },
      { withinMs: 10_000 },
    );
  });

  it("D20: there is one main login; another can be made main, and the oldest one left inherits it", async () => {
    const first = await connected();
    const second = await another(first);
    expect((await read(second.id)).item).to.include({ main: false });
    const request = { requestId: newId(), id: second.id };
    for (const _ of [1, 2]) await stand.logins.makeMainLogin(request, { caller: operator });
    expect((await read(first.loginId)).item).to.include({ main: false });
    expect((await read(second.id)).item).to.include({ main: true });
    await remove(second.id);
    expect((await read(first.loginId)).item).to.include({ main: true });
  });

  it("C85: access to the portal is given and taken under the version that was read", async () => {
    const { loginId: id } = await connected();
    const { item, portalAccess } = await read(id);
    expect(portalAccess).to.equal(true);
    const edit = { id, version: item!.version, portalAccess: false };
    const change = () =>
      stand.logins.updateLogin({ ...edit, requestId: newId() }, { caller: operator });
    expect((await change()).login).to.include({ portalAccess: false });
    const stale = await change().catch((refusal: unknown) => refusal);
    expect(stale).to.include({ code: "radius.changed_meanwhile" });
    const old = await remove(id, item!.version).catch((refusal: unknown) => refusal);
    expect(old).to.include({ code: "radius.changed_meanwhile" });
  });

  const rename = (id: string, version: bigint, username: string, requestId = newId()) =>
    stand.logins.renameLogin({ requestId, id, version, username }, { caller: operator });

  it("C85: D17: another name lets in as the former one did, and its mailbox gets it too", async () => {
    const held = await connected();
    const { loginId: id, password, username: former } = held;
    const next = `novo.${newId().slice(-8)}`;
    const stale = await rename(id, 99n, next).catch((e: unknown) => e);
    expect(stale).to.include({ code: "radius.changed_meanwhile" });
    const requestId = newId();
    const { login } = await rename(id, 0n, next.toUpperCase(), requestId);
    expect(login?.username).to.equal(next);
    const again = await rename(id, 0n, next.toUpperCase(), requestId);
    expect(again.login?.username, "the same request").to.equal(next);
    const call = stand.neighbours.mailCalls.at(-1)!;
    expect(call.rpc).to.equal("rename");
    expect(call.request).to.include({ loginId: id, address: `${next}@provedor.example` });
    await accepted({ username: next, password });
    expect(await codeOf(former, password)).to.equal(packetCode.accessReject);
    expect(factsOf("changed", id).at(-1)?.["item"]).to.include({ name: next });
  });

  it("C85: D17: another name is for login and mailbox or for neither", async () => {
    const [held, other] = [await connected(), await connected()];
    const { loginId: id, password, username } = held;
    const calls = stand.neighbours.mailCalls.length;
    const taken = await rename(id, 0n, other.username).catch((e: unknown) => e);
    expect(taken).to.include({ code: "radius.login_taken" });
    const wrong = await rename(id, 0n, "a b").catch((e: unknown) => e);
    expect(wrong).to.include({ code: "radius.field_invalid" });
    expect(stand.neighbours.mailCalls, "mail is asked for nothing").to.have.length(calls);
    const next = `novo.${newId().slice(-8)}`;
    const refusal = { code: "mail.address_taken", kind: "conflict" } as const;
    stand.neighbours.mailRefuses.with = new DomainError(refusal, "Taken.");
    const refused = await rename(id, 0n, next).catch((e: unknown) => e);
    stand.neighbours.mailRefuses.with = undefined;
    expect(refused).to.include({ code: "mail.address_taken" });
    expect((await read(id)).username).to.equal(username);
    await accepted({ username, password });
    // Who wants the name while mail renames the mailbox is too late; so is another name for this login.
    const late: unknown[] = [];
    const known = () =>
      stand.reserve({ username: next }).then(
        () => "reserved",
        (e: unknown) => e,
      );
    stand.neighbours.meanwhile.run = async () => {
      stand.neighbours.meanwhile.run = () => Promise.resolve();
      late.push(await known());
      late.push(await rename(other.loginId, 0n, next).catch((e: unknown) => e));
      late.push(await rename(id, 0n, `outra.${newId().slice(-8)}`).catch((e: unknown) => e));
    };
    expect((await rename(id, 0n, next)).login?.username).to.equal(next);
    expect(late.map((e) => (e as DomainError).code)).to.deep.equal([
      "radius.login_taken",
      "radius.login_taken",
      "radius.changed_meanwhile",
    ]);
    expect(((await known()) as DomainError).code).to.equal("radius.login_taken");
    await accepted({ username: next, password });
  });

  it("C85: D17: a rename whose answer was lost is brought to its end by itself, and by who asks again", async function () {
    this.timeout(40_000);
    const away = { code: "mail.away", kind: "unavailable" } as const;
    const [left, repeated] = [await connected(), await connected()];
    const next = `novo.${newId().slice(-8)}`;
    stand.neighbours.mailRefuses.with = new DomainError(away, "Nobody answers.");
    const requestId = newId();
    const asked = (await read(repeated.loginId)).item!.version;
    const unanswered = await Promise.all([
      rename(left.loginId, 0n, `${next}.a`).catch((e: unknown) => e),
      rename(repeated.loginId, asked, `${next}.b`, requestId).catch((e: unknown) => e),
    ]);
    for (const error of unanswered) expect(error).to.include({ kind: "unavailable" });
    expect((await read(left.loginId)).username).to.equal(left.username);
    stand.neighbours.mailRefuses.with = undefined;
    const again = await rename(repeated.loginId, asked, `${next}.b`, requestId);
    expect(again.login?.username).to.equal(`${next}.b`);
    await eventually(
      async () => expect((await read(left.loginId)).username).to.equal(`${next}.a`),
      { withinMs: 20_000 },
    );
  });

  it("C87: a login that is deleted while mail renames its mailbox keeps its name, and none is kept for it", async () => {
    const held = await connected();
    const next = `novo.${newId().slice(-8)}`;
    stand.neighbours.meanwhile.run = async () => {
      stand.neighbours.meanwhile.run = () => Promise.resolve();
      await remove(held.loginId);
    };
    const late = await rename(held.loginId, 0n, next).catch((e: unknown) => e);
    expect(late).to.include({ code: "radius.login_not_found" });
    await stand.reserve({ username: next });
  });

  it("is nobody else's business: another unit's operator finds no such login", async () => {
    const { loginId: id } = await connected();
    const stranger = { ...operator, units: [newId()] };
    const error = await stand.logins
      .deleteLogin({ requestId: newId(), id, expectedVersion: 0n }, { caller: stranger })
      .catch((refusal: unknown) => refusal);
    expect(error).to.include({ code: "radius.login_not_found" });
  });
});
