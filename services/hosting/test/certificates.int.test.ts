import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acmeAuthority } from "../src/agent/acme/authority.ts";
import { attemptOf, renewCertificates } from "../src/agent/acme/renewals.ts";
import { applySites } from "../src/agent/apply-sites.ts";
import { certificateFolder, challengesFolder } from "../src/agent/render.ts";
import { shownCertificate } from "../src/agent/shown-certificate.ts";
import { startAuthority } from "./support/authority.ts";
import { aSite, startWebServer } from "./support/web-server.ts";

const day = 86_400_000;

describe("the certificates of sites", function () {
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
  /** What a visitor is shown who trusts the authority; throws as his browser would. */
  const shown = (name: string) =>
    new Promise<X509Certificate>((resolve, reject) => {
      const asked = { host: "127.0.0.1", port: web.portTls, servername: name, ca: authority.root };
      const socket = connect(asked, () => {
        const certificate = socket.getPeerX509Certificate();
        socket.destroy();
        if (certificate === undefined) reject(new Error("no certificate"));
        else resolve(certificate);
      });
      socket.once("error", reject);
    });
  const refusal = (name: string) =>
    shown(name).then(
      () => "none",
      (error: { code?: string }) => error.code,
    );

  it("are the sites' own at first, and issued by an authority for all names without a reload", async () => {
    const site = aSite({ aliases: [`loja-${aSite().name}`] });
    expect((await apply(site))[0]).to.include({ state: "in-step" });
    expect(await refusal(site.name)).to.match(/SELF_SIGNED|UNABLE_TO_VERIFY/);
    expect(shownCertificate(web.parts().places, site.id)).to.include({ selfSigned: true });
    const key = readFileSync(join(folder(site.id), "site.key"));
    expect(await web.parts().renewCertificates()).to.equal(1);
    for (const name of [site.name, `www.${site.name}`, ...site.aliases])
      expect((await shown(name)).checkHost(name)).to.equal(name);
    expect(readFileSync(join(folder(site.id), "site.key"))).to.deep.equal(key);
    expect(readdirSync(challengesFolder(web.parts().places))).to.deep.equal([]);
    expect(attempt(site.id)).to.include({ failures: 0, problem: "" });
    const told = shownCertificate(web.parts().places, site.id);
    expect(told).to.include({ selfSigned: false, problem: "" });
    expect(told?.issuer).to.match(/^Pebble Intermediate CA/);
    expect(told?.names).to.have.members([site.name, `www.${site.name}`, ...site.aliases]);
    const account = join(web.vhostsDir, "acme", "account.key");
    expect(statSync(account).mode & 0o777).to.equal(0o600);
  });

  it("are issued to a suspended site and to one that leads elsewhere, and not asked for twice", async () => {
    const sites = [aSite({ state: "suspended" }), aSite({ redirectTo: "https://example.com/" })];
    await apply(...sites);
    expect(await web.parts().renewCertificates()).to.equal(2);
    for (const { name } of sites) expect((await shown(name)).checkHost(name)).to.equal(name);
    expect(await web.status(sites[0]?.name ?? "")).to.equal(503);
    expect(await web.status(sites[1]?.name ?? "")).to.equal(302);
    expect(await web.parts().renewCertificates()).to.equal(0);
  });

  it("are renewed a month before they end, and when a name is added", async () => {
    const site = aSite();
    await apply(site);
    await renewAt(Date.now());
    const first = await shown(site.name);
    const end = first.validToDate.getTime();
    expect(await renewAt(end - 31 * day)).to.equal(0);
    expect(await renewAt(end - 29 * day)).to.be.greaterThan(0);
    const second = await shown(site.name);
    expect(second.serialNumber).to.not.equal(first.serialNumber);
    const more = { ...site, version: 2n, aliases: [`mais-${site.name}`] };
    await apply(more);
    expect(await renewAt(Date.now())).to.equal(1);
    expect((await shown(`mais-${site.name}`)).checkHost(`mais-${site.name}`)).to.not.equal(
      undefined,
    );
  });

  it("leave out a name that leads elsewhere, say so, and take it in once it leads here", async () => {
    const site = aSite();
    await apply(site);
    const away = `www.${site.name}`;
    await authority.leadAway(away);
    expect(await renewAt(Date.now())).to.equal(1);
    expect((await shown(site.name)).checkHost(away)).to.equal(undefined);
    expect(shownCertificate(web.parts().places, site.id)?.problem).to.include(away);
    expect(await renewAt(Date.now() + day / 2)).to.equal(0);
    const { serialNumber } = await shown(site.name);
    const before = attempt(site.id)?.at ?? 0;
    expect(await renewAt(Date.now() + 1.2 * day)).to.equal(0);
    expect(attempt(site.id)?.at).to.be.above(before);
    expect((await shown(site.name)).serialNumber).to.equal(serialNumber);
    await authority.leadHere(away);
    expect(await renewAt(Date.now() + 3 * day)).to.equal(1);
    expect((await shown(away)).checkHost(away)).to.equal(away);
  });

  it("stay the site's own where no name leads here, and the authority is asked less and less", async () => {
    const site = aSite();
    await apply(site);
    await authority.leadAway(site.name);
    await authority.leadAway(`www.${site.name}`);
    const now = Date.now();
    expect(await renewAt(now)).to.equal(0);
    expect(attempt(site.id)).to.include({ failures: 1 });
    expect(attempt(site.id)?.problem).to.not.equal("");
    await renewAt(now + 1_800_000);
    expect(attempt(site.id)).to.include({ failures: 1 });
    await renewAt(now + 3_700_000);
    expect(attempt(site.id)).to.include({ failures: 2 });
    await renewAt(now + 2 * 3_700_000);
    expect(attempt(site.id)).to.include({ failures: 2 });
    expect((await apply({ ...site, version: 2n }))[0]).to.include({ state: "in-step" });
    await authority.leadHere(site.name);
    await authority.leadHere(`www.${site.name}`);
    expect(await renewAt(now + 2 * day)).to.equal(1);
    expect((await shown(site.name)).checkHost(site.name)).to.equal(site.name);
  });

  it("of their own making are made anew with other names, and a broken one is left to be seen", async () => {
    const site = aSite();
    await apply(site);
    const read = () => new X509Certificate(readFileSync(join(folder(site.id), "site.crt")));
    const before = read();
    await apply({ ...site, version: 2n });
    expect(read().serialNumber).to.equal(before.serialNumber);
    await apply({ ...site, version: 3n, aliases: [`a.${site.name}`] });
    expect(read().checkHost(`a.${site.name}`)).to.not.equal(undefined);
    writeFileSync(join(folder(site.id), "site.crt"), "none");
    expect((await apply({ ...site, version: 4n, state: "suspended" }))[0]).to.include({
      state: "parked",
      reason: "the certificate cannot be read",
    });
    expect(readFileSync(join(folder(site.id), "site.crt"), "utf8")).to.equal("none");
  });
});
