import type { Nats } from "@isp/messaging";
import { systemClock } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { SessionReads } from "../db/open-sessions.ts";
import type { SessionState } from "../domain/session.ts";
import type { StoredSession } from "../usecases/session-ports.ts";
import { type SessionFollower, sessionFollower } from "./follow-sessions.ts";
import { type OpenSessions, openSessions } from "./open-sessions.ts";

const state = { lastReportAt: 1_000 } as SessionState;

function session(id: string, version: bigint, endedAt: Date | null = null): StoredSession {
  return {
    id,
    key: id.padEnd(32, "0"),
    version,
    nasId: "nas",
    nasAddress: "10.0.0.1",
    acctSessionId: id,
    username: "ana",
    loginId: "l1",
    subscriptionId: null,
    customerId: null,
    businessUnitId: null,
    routingPointId: null,
    receivedAt: new Date(0),
    endedAt,
    state,
  };
}

describe("what a replica knows of the sessions of others", () => {
  const ended = new Date(5);
  let rows: Map<string, StoredSession>;
  let open: OpenSessions;
  let follower: SessionFollower;
  let broker: ReturnType<typeof fakeNats>;
  let running: Promise<void>;
  /** What happens while a read is on its way back. */
  let meanwhile: () => void;

  function fakeReads(): SessionReads {
    const answer = (found: StoredSession[]): StoredSession[] => {
      meanwhile();
      return found;
    };
    return {
      now: async () => new Date(),
      async *openPages() {
        yield answer([...rows.values()].filter(({ endedAt }) => endedAt === null));
      },
      byId: async (ids) => answer(ids.flatMap((id) => rows.get(id) ?? [])),
      async *since() {
        yield answer([...rows.values()]);
      },
    };
  }

  function write(...written: StoredSession[]): void {
    for (const each of written) rows.set(each.id, each);
  }

  const known = () => [...open.all()].map(({ id }) => id);

  beforeEach(() => {
    rows = new Map();
    open = openSessions();
    broker = fakeNats();
    meanwhile = () => undefined;
    follower = sessionFollower(fakeReads(), open, systemClock);
  });
  afterEach(async () => {
    follower.stop();
    broker.close();
    await running;
  });

  function start(): void {
    follower.connect(broker.nats);
    running = (async () => {
      while ((await follower.worker.run().catch(() => true)) !== false);
    })();
  }

  async function loaded(): Promise<void> {
    write(session("loaded", 1n));
    start();
    await eventually(() => expect(known()).to.deep.equal(["loaded"]));
  }

  it("includes one that was taken for ended and is reported again", async () => {
    await loaded();
    write(session("back", 7n));
    broker.say("updated", "back");
    await eventually(() => expect(known()).to.deep.equal(["loaded", "back"]));
  });

  it("says when one was heard of last, whoever heard it", async () => {
    await loaded();
    const [one] = [...open.ofLogin("l1")];
    expect(open.lastHeardAt(one!)).to.equal(1_000);
    broker.say("updated", "loaded", { updatedAt: "2026-03-01T08:00:00.000Z" });
    expect(open.lastHeardAt(one!)).to.equal(Date.parse("2026-03-01T08:00:00Z"));
    broker.say("updated", "loaded", { updatedAt: "nonsense" });
    expect(() => broker.say("updated", "loaded", noJson)).to.not.throw();
    expect(open.lastHeardAt(one!)).to.equal(Date.parse("2026-03-01T08:00:00Z"));
  });

  it("is no ghost of one that stopped while all were being read", async () => {
    write(session("brief", 1n));
    meanwhile = () => {
      meanwhile = () => undefined;
      write(session("brief", 2n, ended));
      broker.say("stopped", "brief");
    };
    start();
    await eventually(() => expect(rows.get("brief")?.version).to.equal(2n));
    await eventually(() => expect(known()).to.deep.equal([]));
  });

  it("is no ghost of one that stopped while its start was being read", async () => {
    await loaded();
    write(session("brief", 1n));
    meanwhile = () => {
      meanwhile = () => undefined;
      write(session("brief", 2n, ended));
      broker.say("stopped", "brief");
    };
    broker.say("started", "brief");
    await eventually(() => expect(rows.get("brief")?.version).to.equal(2n));
    await eventually(() => expect(known()).to.deep.equal(["loaded"]));
  });

  it("is no ghost of one that stopped while NATS was away", async () => {
    await loaded();
    broker.tell("disconnect");
    write(session("loaded", 2n, ended));
    broker.tell("reconnect");
    await eventually(() => expect(known()).to.deep.equal([]));
  });

  it("does not forget what it was told while the database was away", async () => {
    await loaded();
    write(session("later", 1n));
    meanwhile = () => {
      meanwhile = () => undefined;
      throw new Error("the database is away");
    };
    broker.say("started", "later");
    await eventually(() => expect(known()).to.deep.equal(["loaded", "later"]), {
      withinMs: 5_000,
    });
  }).timeout(8_000);
});

/** What `JSON.stringify` makes nothing of, and `JSON.parse` refuses. */
const noJson = Symbol("no JSON");

function fakeNats() {
  type Heard = { headers: { get: () => string }; json: () => unknown };
  const callbacks = new Map<string, (error: null, message: Heard) => void>();
  let isClosed = false;
  const told: { type: string }[] = [];
  const connection = {
    subscribe(subject: string, { callback }: { callback: (e: null, m: Heard) => void }) {
      callbacks.set(subject.split(".").at(-2) ?? "", callback);
    },
    status: () => ({
      async *[Symbol.asyncIterator]() {
        while (!isClosed) {
          yield* told.splice(0);
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
    }),
  };
  return {
    nats: { connection } as unknown as Nats,
    close: () => {
      isClosed = true;
    },
    tell: (type: string) => told.push({ type }),
    say: (kind: string, id: string, payload: unknown = {}) =>
      callbacks.get(kind)?.(null, {
        headers: { get: () => id },
        json: () => JSON.parse(JSON.stringify(payload) ?? ""),
      }),
  };
}
