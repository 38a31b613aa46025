import { appendFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { hosting } from "@isp/contracts";
import { newId, newItemState } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { agentService } from "../src/agent/agent-service.ts";
import { certificateFolder } from "../src/agent/render.ts";
import { grpcWebAgent } from "../src/clients/web-agent.ts";
import type { Domain } from "../src/domain/domain.ts";
import { plainSite } from "../src/domain/site.ts";
import type { Hosting } from "../src/usecases/ports.ts";
import { domainDriver } from "../src/usecases/drive/domain-driver.ts";
import type { DomainZone } from "../src/usecases/drive/domain-zone.ts";
import { webServers } from "../src/usecases/drive/web-servers.ts";
import { startWebServer } from "./support/web-server.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");

describe("two web servers, each with its agent", function () {
  this.timeout(60_000);
  type Web = Awaited<ReturnType<typeof startWebServer>>;
  let [one, other]: readonly Web[] = [];
  const started = () => {
    if (one === undefined || other === undefined) throw new Error("no web server was started");
    return { one, other };
  };
  /** The agent as hosting calls it, without the way between them. */
  const agentOf = (web: Web) =>
    grpcWebAgent({
      client: () => agentService(web.parts()) as unknown,
    } as unknown as Channel);
  const [serverId, host] = [newId(), "203.0.113.20"];
  const copies = new Map<string, string>();
  const sizes = new Map<string, bigint>();
  const look = (async (work: (scope: Hosting) => Promise<unknown>) =>
    work({
      servers: { find: () => Promise.resolve({ id: serverId, host }) },
      copies: {
        find: (id: string, server: string) =>
          Promise.resolve(copies.get(`${id} ${server}`) ?? null),
        keep: (id: string, server: string, content: string) => {
          copies.set(`${id} ${server}`, content);
          return Promise.resolve();
        },
      },
      sizes: {
        keepSite: (id: string, bytes: bigint) => {
          sizes.set(id, bytes);
          return Promise.resolve();
        },
      },
      hosts: { ofSubscription: () => Promise.resolve([]) },
    } as unknown as Hosting)) as Parameters<typeof webServers>[0]["look"];
  const both = () => {
    const { one: near, other: far } = started();
    return webServers({
      first: agentOf(near),
      further: new Map([[host, agentOf(far)]]),
      look,
      clock,
    });
  };
  const aDomain = (webServerId = ""): Domain => {
    const id = newId();
    return {
      ...newItemState("on", clock.now(), ""),
      id,
      subscriptionId: newId(),
      customerId: newId(),
      businessUnitId: newId(),
      name: `d${id.slice(-12)}.com.br`,
      registeredOn: null,
      notes: "",
      isHeld: false,
      settings: { ...plainSite, webServerId },
      adminHash: "",
      uid: 31_000,
      diskBytes: 0n,
    };
  };
  const answers = async (name: string) => {
    const { one: near, other: far } = started();
    return [await near.status(name), await far.status(name)];
  };
  const apply = (domain: Domain) => both().apply(domain, [], { isForced: false });

  before(async () => {
    one = await startWebServer();
    other = await startWebServer();
  });
  after(async () => {
    await one?.stop();
    await other?.stop();
  });

  it("serve each what was picked for it, and nothing of the other's", async () => {
    const [plain, picked] = [aDomain(), aDomain(serverId)];
    for (const domain of [plain, picked])
      expect(await apply(domain)).to.include({ state: "in-step" });
    expect(await answers(plain.name)).to.deep.equal([403, 404]);
    expect(await answers(picked.name)).to.deep.equal([404, 403]);
    expect(await both().report(picked)).to.include({ state: "in-step" });
  });

  it("hand a site over: it is served anew before the former forgets it, and back", async () => {
    const domain = aDomain();
    await apply(domain);
    const moved = { ...domain, settings: { ...domain.settings, webServerId: serverId } };
    const at = (version: bigint) => ({ ...moved, wanted: { ...moved.wanted, version } });
    expect(await apply(at(2n))).to.include({ state: "in-step" });
    expect(await answers(domain.name)).to.deep.equal([404, 403]);
    const back = { ...at(3n), settings: domain.settings };
    expect(await apply(back)).to.include({ state: "in-step" });
    expect(await answers(domain.name)).to.deep.equal([403, 404]);
  });

  it("go on by themselves: one that is away keeps no site of the other from being saved", async () => {
    const away = () => Promise.reject(new Error("away"));
    const gone = {
      apply: away,
      report: away,
      forget: away,
      statistics: away,
      certificate: away,
      withFiles: away,
    };
    const further = new Map([[host, gone]]);
    const { one: near } = started();
    const web = webServers({ first: agentOf(near), further, look, clock });
    const domain = aDomain();
    const how = { isForced: false };
    expect(await web.apply(domain, [], how)).to.include({ state: "in-step" });
    const lost = await web.apply(aDomain(serverId), [], how).then(
      () => "ok",
      (error: Error) => error.message,
    );
    expect(lost).to.equal("away");
  });

  it("have what was wanted anew without another text of its configuration", async () => {
    const domain = aDomain();
    await apply(domain);
    const again = { ...domain, wanted: { ...domain.wanted, version: 2n } };
    expect(await apply(again)).to.include({ state: "in-step" });
    expect(await both().report(again)).to.include({ state: "in-step" });
  });

  it("keep a site that comes back from a server that is none any more", async () => {
    const domain = aDomain();
    copies.set(`${domain.id} web`, "203.0.113.99");
    expect(await apply(domain)).to.include({ state: "in-step" });
    expect(await answers(domain.name)).to.deep.equal([403, 404]);
  });

  it("C95: tell which sites would leave files behind, and which would only leave folders and links", async () => {
    const [near, far, empty] = [aDomain(), aDomain(serverId), aDomain()];
    for (const domain of [near, far, empty]) await apply(domain);
    const { one: here, other: there } = started();
    const within = here.files(empty.id);
    mkdirSync(join(within, "fotos"));
    symlinkSync("/etc/passwd", join(within, "fotos", "link"));
    symlinkSync("/etc", join(within, "more"));
    mkdirSync(join(here.files(near.id), "fotos"));
    writeFileSync(join(here.files(near.id), "fotos", "a.jpg"), "a");
    writeFileSync(join(there.files(far.id), ".htaccess"), "");
    const ids = [near.id, far.id, empty.id, newId()];
    expect(await both().leftBehind(ids, host), "to the second").to.deep.equal([near.id]);
    expect(await both().leftBehind(ids, ""), "to the first").to.deep.equal([far.id]);
    expect(await both().leftBehind(ids, "203.0.113.77"), "to none").to.deep.equal([far.id]);
  });

  it("C17: keep a site where its server only has another address", async () => {
    const { one: here, other: there } = started();
    const agent = agentOf(there);
    const before = "203.0.113.19";
    const further = new Map([
      [before, agent],
      [host, agent],
    ]);
    const web = webServers({ first: agentOf(here), further, look, clock });
    const domain = aDomain(serverId);
    copies.set(`${domain.id} web`, before);
    expect(await web.apply(domain, [], { isForced: false })).to.include({ state: "in-step" });
    expect(await answers(domain.name)).to.deep.equal([404, 403]);
    writeFileSync(join(there.files(domain.id), "index.html"), "oi");
    copies.set(`${domain.id} web`, before);
    expect(await web.leftBehind([domain.id], host)).to.deep.equal([]);
  });

  it("forget a site where it is", async () => {
    const domain = aDomain(serverId);
    await apply(domain);
    await both().forget(domain.id);
    expect(await answers(domain.name)).to.deep.equal([404, 404]);
    const known: Pick<hosting.SiteReport, "digest"> | null = started()
      .other.parts()
      .known.find(domain.id);
    expect(known).to.equal(null);
  });

  it("D13: erase a site's files wherever it was", async () => {
    const domain = aDomain();
    await apply(domain);
    const { one: near, other: far } = started();
    writeFileSync(join(near.files(domain.id), "index.html"), "oi");
    const settings = { ...domain.settings, webServerId: serverId };
    await apply({ ...domain, settings, wanted: { ...domain.wanted, version: 2n } });
    expect([near, far].map((web) => existsSync(web.files(domain.id)))).to.deep.equal([true, true]);
    await both().forget(domain.id);
    expect([near, far].map((web) => existsSync(web.files(domain.id)))).to.deep.equal([
      false,
      false,
    ]);
    for (const web of [near, far]) expect(web.parts().known.find(domain.id)).to.equal(null);
  });

  it("D13: erase them also where a site was to go and never stood", async () => {
    const [domain, { other: far }] = [aDomain(), started()];
    await apply(domain);
    const dir = certificateFolder(far.parts().places, domain.id);
    mkdirSync(dir);
    writeFileSync(join(dir, "site.crt"), "none");
    const settings = { ...domain.settings, webServerId: serverId };
    const moved = { ...domain, settings, wanted: { ...domain.wanted, version: 2n } };
    expect(await apply(moved)).to.include({ state: "failed" });
    expect(existsSync(far.files(domain.id))).to.equal(true);
    await both().forget(domain.id);
    expect(existsSync(far.files(domain.id))).to.equal(false);
    expect(await answers(domain.name)).to.deep.equal([404, 404]);
  });

  it("keep what a site takes where it was changed by hand", async () => {
    const domain = aDomain();
    const zone = { apply: () => Promise.resolve({ state: "in-step" }) } as unknown as DomainZone;
    const provider = { nameServers: [], webAddress: "192.0.2.1" };
    const driver = domainDriver({ zone, web: both(), provider, look });
    await driver.apply(domain, { isForced: false });
    const { one: near } = started();
    writeFileSync(join(near.files(domain.id), "index.html"), "x".repeat(5_000));
    const at = (version: bigint) => ({ ...domain, wanted: { ...domain.wanted, version } });
    await driver.apply(at(2n), { isForced: false });
    expect(Number(sizes.get(domain.id))).to.be.above(5_000);
    appendFileSync(join(near.vhostsDir, "current", `${domain.id}.conf`), "# by hand\n");
    expect(await driver.apply(at(3n), { isForced: false })).to.include({ state: "drifted" });
    expect(Number(sizes.get(domain.id))).to.be.above(5_000);
  });
});
