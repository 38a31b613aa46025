import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { transactor } from "@isp/db";
import { newId, newItemState, secretBox } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { eventually, fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { agentService } from "../src/agent/agent-service.ts";
import { pdnsServer } from "../src/clients/pdns.ts";
import { grpcWebAgent } from "../src/clients/web-agent.ts";
import { domainSchema } from "../src/db/domain.schema.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "../src/db/item.schemas.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { hostingScope } from "../src/db/scope.ts";
import type { Domain } from "../src/domain/domain.ts";
import { plainSite } from "../src/domain/site.ts";
import { domainDriver } from "../src/usecases/drive/domain-driver.ts";
import { domainZone } from "../src/usecases/drive/domain-zone.ts";
import { driveOne } from "../src/usecases/drive/drive-items.ts";
import type { WebServer } from "../src/usecases/drive/web-server.ts";
import { domainKind } from "../src/usecases/items/domains.ts";
import { wantAnew } from "../src/usecases/items/want-anew.ts";
import { startWebServer } from "./support/web-server.ts";

const box = secretBox(Buffer.alloc(32, 7));
const refusal = "PowerDNS answered 422: not an IP address";

describe("a domain whose zone its DNS server refuses", function () {
  this.timeout(60_000);
  const clock = fakeClock("2026-06-10T12:00:00Z");
  let database: TestDatabase;
  let web: Awaited<ReturnType<typeof startWebServer>>;
  let names: Server;
  let refused = 0;
  /** What becomes of the way to the agent before it is asked. */
  let way: () => Promise<void> = () => Promise.resolve();
  const failures: string[] = [];
  const transact = <Result>(work: (scope: ReturnType<typeof hostingScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => hostingScope(manager, clock, box))(work);

  before(async () => {
    database = await openTestDatabase({
      entities: [domainSchema, databaseSchema, ftpUserSchema, hostSchema],
      migrations,
    });
    web = await startWebServer();
    names = createServer(({ method }, answer) => {
      if (method === "GET") return void answer.writeHead(404).end();
      answer.writeHead(422).end("not an IP address", () => (refused += 1));
    });
    await new Promise<void>((listening) => names.listen(0, "127.0.0.1", listening));
  });
  after(async () => {
    names?.close();
    names?.closeAllConnections();
    await web?.stop();
    await database?.close();
  });

  const drive = async ({ id }: Domain) => {
    const { port } = names.address() as AddressInfo;
    const dns = pdnsServer({ url: `http://127.0.0.1:${port}`, apiKey: "k" });
    const provider = { nameServers: ["ns1.torre.example"], webAddress: "192.0.2.1" };
    const zone = domainZone({ dns, provider, look: transact, clock });
    const client = () => agentService(web.parts()) as unknown;
    const agent = grpcWebAgent({ client } as unknown as Channel);
    const apply: WebServer["apply"] = async (...asked) => {
      await way();
      return agent.apply(...asked);
    };
    const driver = domainDriver({ zone, web: { ...agent, apply }, provider, look: transact });
    const onFailure = (error: unknown) => void failures.push((error as Error).message);
    const parts = { look: transact, transact, clock, onFailure };
    const due = await transact(({ work }) => work.due(clock.now(), 100));
    const work = due.find(({ itemId }) => itemId === id);
    if (work === undefined) throw new Error("nothing is asked of the servers");
    await driveOne(parts, domainKind(true), driver)(work);
  };
  const found = ({ id }: Domain) => transact(({ domains }) => domains.find(id, "all"));
  const isAsked = ({ id }: Domain) => transact(({ work }) => work.isAsked([id]));
  const added = async (): Promise<Domain> => {
    const id = newId();
    const domain: Domain = {
      ...newItemState("on", clock.now(), ""),
      id,
      subscriptionId: newId(),
      customerId: newId(),
      businessUnitId: newId(),
      name: `d${id.slice(-12)}.com.br`,
      registeredOn: null,
      notes: "",
      isHeld: false,
      settings: plainSite,
      adminHash: "",
      uid: 32_000,
      diskBytes: 0n,
    };
    await transact(({ domains }) => domains.add(domain));
    return domain;
  };

  it("C51: is suspended all the same, as soon as its web server's agent is back", async () => {
    const domain = await added();
    await drive(domain);
    expect((await found(domain)).real).to.include({ state: "failed", reason: refusal });
    expect(await web.status(domain.name)).to.equal(403);
    const suspended = wantAnew(await found(domain), clock.now(), "", { state: "suspended" });
    await transact(({ domains }) => domains.save(suspended));
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    way = () => ended.then(() => Promise.reject(new Error("the agent is away")));
    const before = refused;
    const driven = drive(domain);
    try {
      await eventually(() => expect(refused).to.be.above(before));
      // It asks for as long as the agent may still answer.
      expect((await found(domain)).real.state).to.equal("pending");
    } finally {
      end();
      await driven;
    }
    expect(failures.at(-1)).to.equal("the agent is away");
    expect((await found(domain)).real).to.include({ state: "pending", reason: "hosting-away" });
    expect(await isAsked(domain)).to.equal(true);
    way = () => Promise.resolve();
    clock.advance({ ms: 60_000 });
    await drive(domain);
    expect(await web.status(domain.name)).to.equal(503);
    expect((await found(domain)).real).to.include({ state: "failed", reason: refusal });
    expect(await isAsked(domain)).to.equal(false);
  });

  it("has what its site takes noted", async () => {
    const domain = await added();
    await drive(domain);
    expect(Number((await found(domain)).diskBytes)).to.be.above(0);
  });
});
