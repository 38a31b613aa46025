import type { DeadLetter, DeadLetters, Transact } from "@isp/db";
import { systemClock } from "@isp/kernel";
import { type Consumer, MalformedMessageError } from "@isp/messaging";
import { serviceCaller } from "@isp/rpc";
import { expect } from "chai";
import { describe, it } from "mocha";
import { deadLetterService } from "./dead-letter-service.ts";

const letter = (id: string, payload: string): DeadLetter => ({
  id,
  consumer: "plans-logins",
  messageId: id,
  subject: "isp.radius.v1.login.created",
  payload,
  error: "",
  attempts: 5,
  diedAt: new Date(),
  replayedAt: null,
});

const letters = [
  letter("own", JSON.stringify({ aggregateId: "a", businessUnitId: "mine" })),
  letter("foreign", JSON.stringify({ aggregateId: "b", businessUnitId: "theirs" })),
  letter("answer", JSON.stringify({ applied: { businessUnitId: "mine" } })),
  letter("broken", "{"),
];

describe("dead letters", () => {
  const replayed: string[] = [];
  const kept: DeadLetters = {
    add: () => Promise.resolve(),
    list: (limit) => Promise.resolve(letters.slice(0, limit)),
    find: (id) => Promise.resolve(letters.find((known) => known.id === id) ?? null),
    async markReplayed(id) {
      replayed.push(id);
    },
  };
  const transact: Transact<{ readonly deadLetters: DeadLetters }> = (work) =>
    work({ deadLetters: kept });
  const target: Consumer = {
    durable: "plans-logins",
    owner: "plans",
    stream: "RADIUS",
    filter: "isp.radius.v1.login.>",
    async handle(json) {
      if (json === "{") throw new MalformedMessageError("not a LoginFact");
    },
  };
  const service = deadLetterService(transact, [target], systemClock);
  const limited = { ...serviceCaller("gateway"), units: ["mine"] };
  const code = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code?: string }) => error.code,
    );

  it("are shown to those who see their unit, and one that names none to those who see all (S27)", async () => {
    const seen = async (caller: typeof limited | ReturnType<typeof serviceCaller>) =>
      (await service.listDeadLetters({ pageSize: 0 }, caller)).deadLetters.map(({ id }) => id);
    expect(await seen(limited)).to.deep.equal(["own", "answer"]);
    expect(await seen(serviceCaller("gateway"))).to.have.length(4);
  });

  it("are replayed by those alone, and refused when they can never be handled", async () => {
    const replay = (id: string, caller = serviceCaller("gateway")) =>
      code(service.replayDeadLetter({ requestId: "r", id }, caller));
    expect(await replay("foreign", limited)).to.equal("dead_letter.not_found");
    expect(await replay("own", limited)).to.equal("ok");
    expect(await replay("broken")).to.equal("dead_letter.malformed");
    expect(replayed).to.deep.equal(["own"]);
  });
});
