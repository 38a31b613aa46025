import { transactor } from "@isp/db";
import { newId, newItemState, secretBox } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { domainSchema } from "../src/db/domain.schema.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "../src/db/item.schemas.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { hostingScope } from "../src/db/scope.ts";
import type { Domain } from "../src/domain/domain.ts";
import { plainSite } from "../src/domain/site.ts";
import type { RecordSet } from "../src/domain/zone.ts";
import { keyOf } from "../src/domain/zone-sets.ts";
import { acceptZone } from "../src/usecases/compare/accept-zone.ts";
import { domainZone } from "../src/usecases/drive/domain-zone.ts";

type Named = Pick<RecordSet, "name" | "type">;

const box = secretBox(Buffer.alloc(32, 7));
const [first, second] = ["192.0.2.1", "192.0.2.2"] as const;

describe("accepting what was changed by hand in a zone", function () {
  this.timeout(60_000);
  const clock = fakeClock("2026-06-10T12:00:00Z");
  let database: TestDatabase;
  const transact = <Result>(work: (scope: ReturnType<typeof hostingScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => hostingScope(manager, clock, box))(work);

  before(async () => {
    database = await openTestDatabase({
      entities: [domainSchema, databaseSchema, ftpUserSchema, hostSchema],
      migrations,
    });
  });
  after(() => database.close());

  it("keeps that and nothing else: what was saved and not written yet is written after it", async () => {
    const served = new Map<string, readonly RecordSet[]>();
    const zone = zoneOn(served);
    const domain = await added();
    expect(await zone.apply(domain, false)).to.include({ state: "in-step" });
    const { name } = domain;
    const texts = (served.get(name) ?? []).filter((set) => set.type !== "TXT");
    const byHand = { name: `${name}.`, type: "TXT", ttl: 300, records: ['"prova"'] } as const;
    served.set(name, [...texts, byHand]);
    const saved = { ...domain, settings: { ...domain.settings, redirectTo: second } };
    await transact(({ domains }) => domains.save({ ...saved, version: 2n }));
    const accept = acceptZone({ transact, look: transact, clock, zone });
    const request = { requestId: newId(), rpc: "AcceptZone", fingerprint: "f" };
    const accepted = await accept(request, domain.id, "all");
    await zone.apply(accepted, true);
    const records = (type: string) =>
      (served.get(name) ?? []).find((set) => set.name === `${name}.` && set.type === type)?.records;
    expect(records("TXT")).to.deep.equal(byHand.records);
    expect(records("A")).to.deep.equal([second]);
  });

  /** The zones of a name server, as its port says. */
  function zoneOn(served: Map<string, readonly RecordSet[]>) {
    const dns = {
      read: (name: string) => Promise.resolve(served.get(name) ?? null),
      create(name: string, sets: readonly RecordSet[]) {
        served.set(name, sets);
        return Promise.resolve();
      },
      change(name: string, written: readonly RecordSet[], removed: readonly Named[]) {
        const gone = new Set([...written, ...removed].map(keyOf));
        const left = (served.get(name) ?? []).filter((set) => !gone.has(keyOf(set)));
        served.set(name, [...left, ...written]);
        return Promise.resolve();
      },
      remove(name: string) {
        served.delete(name);
        return Promise.resolve();
      },
    };
    const provider = { nameServers: ["ns1.torre.example"], webAddress: first };
    return domainZone({ dns, provider, look: transact, clock });
  }

  async function added(): Promise<Domain> {
    const id = newId();
    const domain: Domain = {
      ...newItemState("on", clock.now(), ""),
      version: 1n,
      id,
      subscriptionId: newId(),
      customerId: newId(),
      businessUnitId: newId(),
      name: `d${id.slice(-12)}.com.br`,
      registeredOn: null,
      notes: "",
      isHeld: false,
      settings: { ...plainSite, adminEmail: "ana@example.com.br" },
      adminHash: "",
      uid: 30_000,
      diskBytes: 0n,
    };
    await transact(({ domains }) => domains.add(domain));
    return domain;
  }
});
