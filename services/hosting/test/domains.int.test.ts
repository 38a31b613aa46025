import { transactor, type WriteRequest } from "@isp/db";
import { newId, secretBox } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { plainSite } from "../src/domain/site.ts";
import { domainSchema } from "../src/db/domain.schema.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "../src/db/item.schemas.ts";
import { hostingScope } from "../src/db/scope.ts";
import { addFirstFtpUser } from "../src/usecases/add-first-ftp-user.ts";
import { createDomain } from "../src/usecases/create-domain.ts";
import { followSubscription } from "../src/usecases/follow-subscription.ts";
import { hostedItems } from "../src/usecases/items/all.ts";
import { hostedKinds } from "../src/usecases/items/kinds.ts";
import { moveDomain } from "../src/usecases/move-domain.ts";
import type { HostedSubscription, MailMove } from "../src/usecases/ports.ts";

const box = secretBox(Buffer.alloc(32, 7));
const clock = fakeClock("2026-06-10T12:00:00Z");
const named = (): WriteRequest => ({
  requestId: newId(),
  rpc: "CreateDomain",
  fingerprint: "0".repeat(64),
});

describe("hosted domains (C93)", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const held: HostedSubscription = {
    id: newId(),
    customerId: newId(),
    businessUnitId: newId(),
    service: "on",
    plan: { domains: 2, databases: 0, ftpUsers: 0, options: [] },
  };
  const transact = <Result>(work: (scope: ReturnType<typeof hostingScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => hostingScope(manager, clock, box))(work);
  const create = (
    name: string,
    request = named(),
    units: readonly string[] | "all" = "all",
    under = held,
  ) => {
    const wanted = {
      subscriptionId: under.id,
      name,
      registeredOn: null,
      notes: "",
      isHeld: false,
      settings: plainSite,
      adminPassword: "",
      ftp: null,
    };
    const readSubscription = () => Promise.resolve(under);
    return createDomain({
      transact,
      clock,
      readSubscription,
      isDriven: false,
      addFirstFtpUser: addFirstFtpUser(box, false),
    })(request, wanted, units);
  };
  const code = async (attempt: Promise<unknown>) => {
    try {
      await attempt;
      return "ok";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  before(async () => {
    database = await openTestDatabase({
      entities: [domainSchema, databaseSchema, ftpUserSchema, hostSchema],
      migrations,
    });
  });
  after(() => database.close());

  it("are registered once each, up to the plan's limit, and wait for their servers", async () => {
    const request = named();
    const [first, again] = [
      await create("Exemplo.com.br", request),
      await create("Exemplo.com.br", request),
    ];
    expect(again.id).to.equal(first.id);
    expect([first.name, first.real.state, first.real.reason]).to.deep.equal([
      "exemplo.com.br",
      "pending",
      "no-server",
    ]);
    expect(await code(create("exemplo.com.br"))).to.equal("hosting.domain_taken");
    await create("outro.com.br");
    expect(await code(create("terceiro.com.br"))).to.equal("hosting.domain_limit");
  });

  it("cannot be hung under a subscription of another unit (S27)", async () => {
    expect(await code(create("alheio.com.br", named(), [newId()]))).to.equal(
      "hosting.subscription_not_found",
    );
  });

  it("follow a suspension and its end with a receipt each (C51, D12)", async () => {
    const decide = (service: string) =>
      transact((scope) => {
        const decision = {
          subscription: { id: held.id, service },
          operationId: newId(),
          successor: null,
        };
        return followSubscription(scope, decision as never, hostedItems(box, []), clock);
      });
    const suspended = await decide("suspended");
    expect(suspended.receipts.map(({ action }) => action)).to.deep.equal([
      "suspended",
      "suspended",
    ]);
    expect((await decide("suspended")).receipts).to.deep.equal([]);
    // plans was asked before it suspended; what hosting has heard since is what counts.
    await transact(({ domains }) => domains.lockOfSubscription(held.id)).then(([first]) =>
      database.db.query("DELETE FROM domains WHERE id = ?", [first!.id]),
    );
    const late = await create("depois.com.br");
    expect([late.wanted.state, late.resumeState]).to.deep.equal(["suspended", "on"]);
    const resumed = await decide("on");
    expect(resumed.receipts.map(({ action, server }) => [action, server])).to.deep.equal([
      ["resumed", "hosting"],
      ["resumed", "hosting"],
    ]);
  });

  it("C99: say which of several preparations of its mailboxes a move decided", async () => {
    const { id } = await create("muda.com.br", named(), "all", { ...held, id: newId() });
    const target = { ...held, id: newId() };
    const prepared: MailMove[] = [];
    const prepare = (move: MailMove) => {
      prepared.push(move);
      return Promise.resolve({ secrets: [], conflicts: [] });
    };
    const mover = moveDomain({
      transact,
      clock,
      readSubscription: () => Promise.resolve(target),
      kinds: hostedKinds(box, []),
      mail: { prepare, preview: () => Promise.resolve({ items: [], conflicts: [] }) },
      failpoint: () => undefined,
    });
    const move = (mailContent: boolean) =>
      mover.move(
        { ...named(), rpc: "MoveDomain" },
        { id, subscriptionId: target.id, mailContent },
        "all",
      );
    const answers = await Promise.allSettled([move(false), move(true)]);
    const winner = answers.findIndex(({ status }) => status === "fulfilled");
    expect(answers.filter(({ status }) => status === "fulfilled")).to.have.length(1);
    const decided = prepared.find(({ withContent }) => withContent === (winner === 1))!;
    const facts = await database.db.query<{ payload: string }[]>(
      "SELECT payload FROM outbox WHERE aggregate_id = ? AND subject LIKE '%domain.moved'",
      [id],
    );
    const said = facts.map(({ payload }) => JSON.parse(payload) as { preparationId: string });
    expect(said.map(({ preparationId }) => preparationId)).to.deep.equal([decided.preparationId]);
    expect(new Set(prepared.map(({ preparationId }) => preparationId)).size).to.equal(
      prepared.length,
    );
  });
});
