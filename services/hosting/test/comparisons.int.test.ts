import type { common } from "@isp/contracts";
import { transactor } from "@isp/db";
import { newId, newItemState, secretBox } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Domain } from "../src/domain/domain.ts";
import { plainSite } from "../src/domain/site.ts";
import { domainSchema } from "../src/db/domain.schema.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "../src/db/item.schemas.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { hostingScope } from "../src/db/scope.ts";
import { compareDue } from "../src/usecases/compare/compare-due.ts";
import { compareOne } from "../src/usecases/compare/compare-item.ts";
import type { Outcome } from "../src/usecases/drive/driver.ts";
import { domainKind } from "../src/usecases/items/domains.ts";

const box = secretBox(Buffer.alloc(32, 7));
const everyMs = 900_000;

describe("comparing items with their servers on a schedule", function () {
  this.timeout(60_000);
  const clock = fakeClock("2026-06-10T12:00:00Z");
  let database: TestDatabase;
  let asked: string[] = [];
  let answer: () => Promise<Outcome | null>;
  const failed: string[] = [];
  const transact = <Result>(work: (scope: ReturnType<typeof hostingScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => hostingScope(manager, clock, box))(work);

  async function served(more: Partial<Domain> = {}): Promise<Domain> {
    const id = newId();
    const state = newItemState("on", clock.now(), "");
    const domain: Domain = {
      ...state,
      real: { state: "in-step", version: 1n, at: clock.now(), reason: "" },
      id,
      subscriptionId: newId(),
      customerId: "ana",
      businessUnitId: newId(),
      name: `d${id.slice(-12)}.com.br`,
      registeredOn: null,
      notes: "",
      isHeld: false,
      settings: plainSite,
      adminHash: "",
      uid: 30_000,
      diskBytes: 0n,
      ...more,
    };
    await transact(({ domains }) => domains.add(domain));
    return domain;
  }
  const run = () => {
    asked = [];
    const driver = {
      server: "hosting",
      apply: () => Promise.reject(new Error("nothing is applied")),
      forget: () => Promise.reject(new Error("nothing is forgotten")),
      compare({ id }: Domain) {
        asked.push(id);
        return answer();
      },
    };
    const compare = compareOne({ look: transact, transact, clock }, domainKind(true), driver);
    const onFailure = (_error: unknown, itemId: string) => void failed.push(itemId);
    return compareDue({ look: transact, clock, everyMs, onFailure }, { domain: compare })();
  };
  const real = async ({ id }: Domain): Promise<common.RealState> =>
    (await transact(({ domains }) => domains.find(id, "all"))).real;

  before(async () => {
    database = await openTestDatabase({
      entities: [domainSchema, databaseSchema, ftpUserSchema, hostSchema],
      migrations,
    });
  });
  after(() => database.close());

  it("takes each when it is due, reports what differs, and what was put back", async () => {
    const domain = await served();
    answer = () => Promise.resolve({ state: "drifted", reason: "otherwise" });
    await run();
    expect(asked).to.include(domain.id);
    expect(await real(domain)).to.include({ state: "drifted", reason: "otherwise" });
    await run();
    expect(asked).to.not.include(domain.id);
    clock.advance({ ms: everyMs + 1 });
    answer = () => Promise.resolve({ state: "in-step" });
    await run();
    expect(asked).to.include(domain.id);
    expect(await real(domain)).to.include({ state: "in-step", reason: "" });
  });

  it("leaves alone what is on its way, held back, parked or given up", async () => {
    const waits = { state: "pending" as const, version: 0n, at: clock.now(), reason: "" };
    const left = [
      await served({ real: waits }),
      await served({ isHeld: true }),
      await served({ real: { ...waits, state: "failed", reason: "parked" } }),
      await served({ wanted: { state: "released", version: 2n, at: clock.now() } }),
    ];
    const other = await served();
    answer = () => Promise.resolve(null);
    await run();
    expect(asked).to.include(other.id);
    for (const { id } of left) expect(asked).to.not.include(id);
    expect(await real(other)).to.include({ state: "in-step" });
  });

  it("says of a server that is away what it last knew, and looks again when it is due", async () => {
    const domain = await served();
    answer = () => Promise.reject(new Error("away"));
    await run();
    expect(failed).to.include(domain.id);
    expect(await real(domain)).to.include({ state: "in-step" });
    clock.advance({ ms: everyMs + 1 });
    answer = () => Promise.resolve({ state: "drifted", reason: "otherwise" });
    await run();
    expect(await real(domain)).to.include({ state: "drifted" });
  });

  it("gives way to what was wanted anew while it looked", async () => {
    const domain = await served();
    answer = async () => {
      await transact(async ({ domains }) => {
        const current = await domains.lock(domain.id, "all");
        const pending = { ...current.real, state: "pending" as const };
        await domains.save({ ...current, version: current.version + 1n, real: pending });
      });
      return { state: "drifted", reason: "otherwise" };
    };
    await run();
    expect(await real(domain)).to.include({ state: "pending" });
  });
});
