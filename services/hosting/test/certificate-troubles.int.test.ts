import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acmeAuthority } from "../src/agent/acme/authority.ts";
import { attemptOf, renewCertificates } from "../src/agent/acme/renewals.ts";
import { agentService } from "../src/agent/agent-service.ts";
import { applySites } from "../src/agent/apply-sites.ts";
import { certificateFolder, challengesFolder } from "../src/agent/render.ts";
import { startAuthority } from "./support/authority.ts";
import { aSite, startWebServer } from "./support/web-server.ts";

describe("the certificates of sites where something is wrong", function () {
  this.timeout(120_000);
  let web: Awaited<ReturnType<typeof startWebServer>>;
  let authority: Awaited<ReturnType<typeof startAuthority>>;
  const apply = (...sites: ReturnType<typeof aSite>[]) => applySites(web.parts(), sites);
  const folder = (id: string) => certificateFolder(web.parts().places, id);
  const attempt = (id: string) => attemptOf(web.parts().places, id);

  before(async () => {
    web = await startWebServer();
    authority = await startAuthority(web.port);
    web.trust(authority);
  });
  after(async () => {
    await web.stop();
    await authority.stop();
  });

  /** The renewals as they would be on another day. */
  function renewAt(now: number) {
    const { places, known } = web.parts();
    const { directoryUrl, caFile } = authority;
    const dirs = { accountDir: join(places.vhostsDir, "acme") };
    const asked = { directoryUrl, caFile, contact: undefined, ...dirs };
    const issuing = acmeAuthority({ ...asked, challengesDir: challengesFolder(places) });
    return renewCertificates({ places, known, authority: issuing, now: () => now });
  }

  it("come for each site also where another's notes, or the account's, were left half-written", async () => {
    const sites = [aSite(), aSite(), aSite()];
    await apply(aSite());
    expect(await renewAt(Date.now())).to.equal(1);
    await apply(...sites);
    const [first, second] = sites.map(({ id }) => folder(id));
    writeFileSync(join(String(first), "attempt.json"), "{}");
    writeFileSync(join(String(second), "names.json"), '["a.com.br\\nDNS:b.com.br", 7]');
    writeFileSync(join(web.vhostsDir, "acme", "account.json"), '{"directoryUrl":');
    const stale = join(challengesFolder(web.parts().places), "a".repeat(43));
    writeFileSync(stale, "stale");
    expect(await renewAt(Date.now())).to.equal(2);
    expect(existsSync(stale)).to.equal(false);
  });

  it("say why they were not issued, once for each try, and without a secret", async () => {
    const [site, other] = [aSite(), aSite()];
    await apply(site, other);
    const foreign = readFileSync(join(folder(other.id), "site.crt"), "utf8");
    const own = readFileSync(join(folder(site.id), "site.crt"), "utf8");
    const { places, known } = web.parts();
    const heard = new Map<string, string>();
    const issued = await renewCertificates({
      places,
      known: { ids: () => [site.id, other.id], find: (id) => known.find(id) },
      authority: {
        issue(names) {
          if (names.includes(site.name)) return Promise.resolve({ chain: foreign, left: [] });
          return Promise.reject(new Error("no name\u001b[2J\nleads here"));
        },
      },
      now: Date.now,
      told: (id, { problem }) => void heard.set(id, problem),
    });
    expect(issued).to.equal(0);
    expect([...heard]).to.deep.equal([
      [site.id, "the authority issued a certificate of another key"],
      [other.id, "no name [2J leads here"],
    ]);
    expect(attempt(site.id)).to.include({ failures: 1 });
    expect(readFileSync(join(folder(site.id), "site.crt"), "utf8")).to.equal(own);
  });

  it("S53: are written through no link, and a key that is a link parks its site alone", async () => {
    const [site, linked, broken, other] = [aSite(), aSite(), aSite(), aSite()];
    const precious = join(web.vhostsDir, "precious");
    writeFileSync(precious, "kept");
    for (const { id } of [site, linked, broken]) mkdirSync(folder(id));
    for (const name of ["site.key.new", "own.crt", "own.crt.cnf", "names.json.new"])
      symlinkSync(precious, join(folder(site.id), name));
    symlinkSync(precious, join(folder(linked.id), "site.key"));
    writeFileSync(join(folder(broken.id), "site.key"), "half");
    const reports = await apply(site, linked, broken, other);
    const states = reports.map(({ state, reason }) => `${state} ${reason.split(":")[0]}`);
    expect(states).to.deep.equal([
      "in-step ",
      "parked the certificate or its key is somebody else's",
      "parked the certificate cannot be made",
      "in-step ",
    ]);
    expect(readFileSync(precious, "utf8")).to.equal("kept");
    expect(statSync(join(folder(site.id), "site.key")).mode & 0o777).to.equal(0o600);
  });

  it("D13: go with their keys when the site is forgotten, also while one is being issued", async () => {
    const site = aSite();
    await apply(site);
    const { places, known } = web.parts();
    const forget = agentService(web.parts()).forgetSites;
    const issued = await renewCertificates({
      places,
      known: { ids: () => [site.id], find: (id) => known.find(id) },
      authority: {
        async issue() {
          const chain = readFileSync(join(folder(site.id), "site.crt"), "utf8");
          await forget({ ids: [site.id] }, { caller: "hosting" } as never);
          return { chain, left: [] };
        },
      },
      now: Date.now,
    });
    expect(issued).to.equal(0);
    expect(existsSync(folder(site.id))).to.equal(false);
  });
});
