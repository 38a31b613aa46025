import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describe, it } from "mocha";
import { agentService } from "../src/agent/agent-service.ts";
import { applySites } from "../src/agent/apply-sites.ts";
import { makeFolders, siteFolder } from "../src/agent/folders.ts";
import { resume } from "../src/agent/parts.ts";
import { certificateFolder } from "../src/agent/render.ts";
import { aSite, startWebServer } from "./support/web-server.ts";

describe("the web agent beside a real nginx", function () {
  this.timeout(60_000);
  let web: Awaited<ReturnType<typeof startWebServer>>;
  const apply = async (...sites: ReturnType<typeof aSite>[]) => applySites(web.parts(), sites);
  const serving = async () => {
    const site = aSite();
    expect((await apply(site))[0]).to.include({ state: "in-step", reason: "" });
    writeFileSync(join(web.files(site.id), "index.html"), "oi");
    expect(await web.status(site.name)).to.equal(200);
    return site;
  };

  before(async () => {
    web = await startWebServer();
  });
  after(() => web.stop());

  it("serves a site, suspends it, takes it out and brings it back", async () => {
    const site = await serving();
    await apply({ ...site, version: 2n, state: "suspended" });
    expect(await web.status(site.name)).to.equal(503);
    await apply({ ...site, version: 3n, state: "off" });
    expect(await web.status(site.name)).to.equal(404);
    await apply({ ...site, version: 4n });
    expect(await web.status(site.name)).to.equal(200);
  });

  it("reports the version that it was brought last, also where the text stays the same", async () => {
    const site = await serving();
    expect((await apply({ ...site, version: 2n }))[0]).to.include({ state: "in-step" });
    const { reportSites } = agentService(web.parts());
    const { reports } = await reportSites({ ids: [site.id] }, { caller: "hosting" } as never);
    expect(reports?.[0]).to.include({ version: 2n, state: "in-step" });
  });

  it("S47: parks what an interpreter could act on, however it came into the database", async () => {
    const site = await serving();
    const hostile = [
      aSite({ redirectTo: 'https://a.com.br/"; } server {' }),
      aSite({ name: "a.com.br; root /etc" }),
      aSite({ aliases: ["b.com.br\n}"] }),
      aSite({ id: "../../etc" }),
      aSite({ state: "on; }" }),
    ];
    for (const one of hostile) expect((await apply(one))[0]).to.include({ state: "parked" });
    expect(await web.status(site.name)).to.equal(200);
  });

  it("S54: touches no file that an id which is none would name", async () => {
    const file = join(web.vhostsDir, "precious.conf");
    writeFileSync(file, "kept");
    expect((await apply(aSite({ id: "../precious" })))[0]).to.include({ state: "parked" });
    expect(readFileSync(file, "utf8")).to.equal("kept");
    expect(existsSync(join(web.vhostsDir, "precious.json"))).to.equal(false);
  });

  it("S49: parks a site whose certificate is none, or of another key", async () => {
    const [site, other] = [await serving(), await serving()];
    const folder = (id: string) => certificateFolder(web.parts().places, id);
    const broken = async (text: string | Buffer) => {
      writeFileSync(join(folder(site.id), "site.crt"), text);
      return (await apply({ ...site, version: site.version + 1n, state: "suspended" }))[0];
    };
    expect(await broken("none")).to.deep.include({
      state: "parked",
      reason: "the certificate cannot be read",
    });
    const foreign = readFileSync(join(folder(other.id), "site.crt"));
    expect(await broken(foreign)).to.deep.include({
      state: "parked",
      reason: "the certificate is of another key",
    });
    expect(await web.status(other.name)).to.equal(200);
  });

  it("parks a site that nginx stumbles over, with nginx's reason, and serves the others", async () => {
    const [site, broken, other] = [await serving(), aSite(), aSite()];
    await apply(broken);
    appendFileSync(join(web.vhostsDir, "current", `${broken.id}.conf`), "no_such_word;\n");
    expect((await apply(other))[0]).to.include({ state: "in-step" });
    expect(web.parts().known.find(broken.id)?.parked).to.match(/no_such_word/);
    expect(await web.status(site.name)).to.equal(200);
    expect(await web.status(other.name)).to.equal(403);
    expect(await web.status(broken.name)).to.equal(404);
  });

  it("converges when it died between the swap and the reload", async () => {
    const site = aSite();
    const dying = web.parts("agent.swapped=error");
    const outcome = await applySites(dying, [site]).then(
      () => "ok",
      () => "died",
    );
    expect(outcome).to.equal("died");
    expect(await web.status(site.name)).to.equal(404);
    await resume(web.parts());
    expect(await web.status(site.name)).to.equal(403);
    expect((await apply(site))[0]).to.include({ state: "in-step" });
  });

  it("calls nothing served while nginx is down, and all of it once it is back", async () => {
    const [site, other] = [aSite(), aSite()];
    const outcome = (one: ReturnType<typeof aSite>) =>
      apply(one).then(
        ([report]) => report?.state,
        (error: Error) => error.message,
      );
    await web.stop();
    for (const one of [site, site, other])
      expect(await outcome(one)).to.equal("nginx does not run");
    await web.startAgain();
    for (const one of [site, other]) {
      expect(await outcome(one)).to.equal("in-step");
      expect(await web.status(one.name)).to.equal(403);
    }
  });

  it("reports what was changed by hand, and writes over it only when it is told to", async () => {
    const site = await serving();
    const file = join(web.vhostsDir, "current", `${site.id}.conf`);
    appendFileSync(file, "# by hand\n");
    const changed = { ...site, version: 2n, state: "suspended" };
    expect((await apply(changed))[0]).to.include({ state: "drifted" });
    expect(await web.status(site.name)).to.equal(200);
    expect((await apply({ ...changed, forced: true }))[0]).to.include({ state: "in-step" });
    expect(await web.status(site.name)).to.equal(503);
    const aside = readdirSync(join(web.vhostsDir, "aside"));
    expect(aside.filter((name) => name.startsWith(site.id))).to.have.length(1);
  });

  it("S53: follows no link that a customer left among his files", async () => {
    const site = await serving();
    symlinkSync("/etc/passwd", join(web.files(site.id), "senhas.txt"));
    symlinkSync("/etc", join(web.files(site.id), "pasta"));
    for (const path of ["/senhas.txt", "/pasta/passwd", "/pasta/"])
      expect(await web.status(site.name, path), path).to.be.oneOf([403, 404]);
    const { places } = web.parts();
    for (const path of ["/pasta", "/pasta/novo", "/pasta/"]) {
      const outcome = await makeFolders(places, {
        siteId: site.id,
        uid: site.uid,
        paths: [path],
      }).then(
        () => "made",
        () => "refused",
      );
      expect(outcome, path).to.equal("refused");
    }
  });

  it("S52: makes no folder above a site's own, whatever path came into the database", async () => {
    const site = await serving();
    const { places } = web.parts();
    for (const path of ["/..", "/../up", "/a/../../../up", "../../up", "/./up", "/a\0b"]) {
      const asked = { siteId: site.id, uid: site.uid, paths: [path] };
      const outcome = await makeFolders(places, asked).then(
        () => "made",
        () => "refused",
      );
      expect(outcome, path).to.equal("refused");
    }
    expect(readdirSync(siteFolder(places, site.id))).to.deep.equal(["public"]);
  });

  it("C96: gives an FTP user's folder its other path, and takes it away, but nothing of his", async () => {
    const site = await serving();
    const folders = { siteId: site.id, uid: site.uid, paths: ["/loja"] };
    const service = agentService(web.parts());
    const asked = { caller: "hosting" } as never;
    const of = (virtualPath: string) => ({ physicalPath: "/loja", virtualPath });
    const make = (shortcuts: ReturnType<typeof of>[], staleShortcuts: ReturnType<typeof of>[]) =>
      service.makeFolders({ ...folders, shortcuts, staleShortcuts }, asked);
    const faults = async (virtualPath: string) =>
      (await service.checkFolders({ ...folders, shortcuts: [of(virtualPath)] }, asked)).faults;
    await make([of("/site/fotos")], []);
    const at = (path: string) => join(web.files(site.id), "loja", path);
    writeFileSync(at("mar.txt"), "azul");
    expect(readFileSync(at("site/fotos/mar.txt"), "utf8")).to.equal("azul");
    expect(await web.status(site.name, "/loja/mar.txt")).to.equal(200);
    expect(await web.status(site.name, "/loja/site/fotos/mar.txt")).to.be.oneOf([403, 404]);
    expect(await faults("/site/fotos")).to.deep.equal([]);
    await make([of("/outro")], [of("/site/fotos")]);
    expect(readdirSync(at("site"))).to.deep.equal([]);
    expect(readFileSync(at("outro/mar.txt"), "utf8")).to.equal("azul");
    expect(await faults("/site/fotos")).to.deep.equal(["the shortcut /site/fotos is missing"]);
    expect(await faults("/mar.txt")).to.deep.equal(["the shortcut /mar.txt is something else"]);
    const taken = await make([of("/mar.txt")], [of("/mar.txt")]).then(
      () => "made",
      () => "refused",
    );
    expect(taken).to.equal("refused");
    expect(readFileSync(at("mar.txt"), "utf8")).to.equal("azul");
  });

  it("S54, S55: has no folder without an id, and no site of a system's user", async () => {
    const { places } = web.parts();
    for (const id of ["", "/", "..", "../x"]) expect(() => siteFolder(places, id)).to.throw();
    for (const uid of [0, -1, 33, 1_000, 2 ** 31])
      expect((await apply(aSite({ uid })))[0], `${uid}`).to.include({ state: "parked" });
  });

  it("drops no request of one site while it reloads for others", async () => {
    const site = await serving();
    let isReloading = true;
    const answers: number[] = [];
    const asking = (async () => {
      while (isReloading) answers.push(await web.status(site.name).catch(() => 0));
    })();
    for (let round = 0; round < 10; round++) await apply(aSite());
    isReloading = false;
    await asking;
    expect(answers.length).to.be.above(20);
    expect(answers.filter((code) => code !== 200)).to.deep.equal([]);
  });
});
