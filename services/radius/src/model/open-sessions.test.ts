import { expect } from "chai";
import { describe, it } from "mocha";
import type { SessionState } from "../domain/session.ts";
import type { StoredSession } from "../usecases/session-ports.ts";
import { openSessions } from "./open-sessions.ts";

const key = "0123456789abcdef0123456789abcdef";
const state = {} as SessionState;
const open: StoredSession = {
  id: "s1",
  key,
  version: 1n,
  nasId: "nas",
  nasAddress: "10.0.0.1",
  acctSessionId: "81",
  username: "ana",
  loginId: "l1",
  subscriptionId: null,
  customerId: null,
  businessUnitId: null,
  routingPointId: null,
  receivedAt: new Date(0),
  endedAt: null,
  state,
};
const ended = { ...open, version: 3n, endedAt: new Date(1) };

describe("the open sessions a replica knows", () => {
  it("are found by key, by id and by login until they end", () => {
    const sessions = openSessions();
    sessions.take(open);
    expect(sessions.find(key)).to.equal(open);
    expect(sessions.findById("s1")).to.equal(open);
    expect([...sessions.ofLogin("l1")]).to.deep.equal([open]);
    sessions.take(ended);
    expect(sessions.find(key)).to.equal(undefined);
    expect([...sessions.ofLogin("l1")]).to.deep.equal([]);
    expect(sessions.size()).to.equal(0);
  });

  it("keep the newer version, whatever arrives later", () => {
    const sessions = openSessions();
    const newer = { ...open, version: 2n };
    for (const session of [newer, open]) sessions.take(session);
    expect(sessions.findById("s1")).to.equal(newer);
    expect([...sessions.ofLogin("l1")]).to.deep.equal([newer]);
  });

  it("do not come back by late news of an ended one, but by its reopening", () => {
    const sessions = openSessions();
    for (const session of [ended, open]) sessions.take(session);
    sessions.turn();
    sessions.take(open);
    expect(sessions.size()).to.equal(0);
    const reopened = { ...open, version: 4n };
    sessions.take(reopened);
    expect(sessions.findById("s1")).to.equal(reopened);
  });
});
