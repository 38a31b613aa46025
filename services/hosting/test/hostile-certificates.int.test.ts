import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { attemptOf, renewCertificates } from "../src/agent/acme/renewals.ts";
import { applySites } from "../src/agent/apply-sites.ts";
import { certificateFolder } from "../src/agent/render.ts";
import { shownCertificate } from "../src/agent/shown-certificate.ts";
import { aSite, startWebServer } from "./support/web-server.ts";

const day = 86_400_000;

/** Nobody uploads a certificate: what an authority answers is the only way for one to come here. */
describe("a certificate from an authority that is not to be trusted", function () {
  this.timeout(60_000);
  let web: Awaited<ReturnType<typeof startWebServer>>;
  let dir: string;
  const at = (name: string) => join(dir, name);
  const openssl = (...args: readonly string[]) =>
    execFileSync("openssl", [...args], { stdio: ["ignore", "pipe", "ignore"] });

  before(async () => {
    web = await startWebServer();
    dir = temporaryFolder("authority");
    const organisation = "<script>alert(1)</script>";
    writeFileSync(
      at("ca.cnf"),
      `[req]\ndistinguished_name=d\nprompt=no\n[d]\nO=${organisation}\nCN=ca\n`,
    );
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    openssl(
      "req",
      "-x509",
      ...key,
      "-config",
      at("ca.cnf"),
      "-keyout",
      at("ca.key"),
      "-out",
      at("ca.crt"),
    );
  });
  after(() => web.stop());

  /** What it signs for whoever asks: these names, whatever was asked for. */
  const signed = (request: string, names: readonly string[]) => {
    writeFileSync(at("request.pem"), request);
    writeFileSync(at("names.cnf"), `subjectAltName=${names.map((one) => `DNS:${one}`).join(",")}`);
    const ca = ["-CA", at("ca.crt"), "-CAkey", at("ca.key"), "-CAcreateserial"];
    const how = ["-days", "90", "-extfile", at("names.cnf")];
    return openssl("x509", "-req", "-in", at("request.pem"), ...ca, ...how).toString();
  };
  const issued = async (
    site: ReturnType<typeof aSite>,
    answer: (request: string, names: readonly string[]) => string,
    now = Date.now(),
  ) => {
    const { places, known } = web.parts();
    const count = await renewCertificates({
      places,
      known: { ids: () => [site.id], find: (id) => known.find(id) },
      authority: {
        async issue(names, requestFor) {
          return { chain: answer(String(await requestFor(names)), names), left: [] };
        },
      },
      now: () => now,
    });
    return { count, problem: attemptOf(places, site.id)?.problem };
  };
  const applied = async () => {
    const site = aSite();
    await applySites(web.parts(), [site]);
    const file = join(certificateFolder(web.parts().places, site.id), "site.crt");
    return { site, text: () => readFileSync(file, "utf8") };
  };

  it("S49: is not taken over where it is another's, over, too long, or none", async () => {
    const [victim, { site, text }] = [await applied(), await applied()];
    const own = text();
    const refused = async (
      why: string,
      answer: (request: string, names: readonly string[]) => string,
      now?: number,
    ) => {
      const { count, problem } = await issued(site, answer, now);
      expect([count, problem], why).to.deep.equal([0, `the authority issued ${why}`]);
      expect(text(), why).to.equal(own);
    };
    const at = (days: number) => Date.now() + days * day;
    await refused("a certificate of another key", () => victim.text(), at(0));
    await refused(
      "a certificate of other names",
      (asked) => signed(asked, [victim.site.name]),
      at(2),
    );
    await refused(
      "a certificate of other names",
      (asked) => signed(asked, [`www.${site.name}`]),
      at(4),
    );
    await refused("a certificate that is over", (asked, names) => signed(asked, names), at(100));
    await refused(
      "more than a certificate",
      (asked, names) => signed(asked, names) + "#".repeat(10_000_000),
      at(102),
    );
    await refused("no certificate", () => "<html>none</html>", at(104));
    expect(await web.status(victim.site.name)).to.equal(403);
  });

  it("S49: names its authority in letters that nothing acts on", async () => {
    const { site } = await applied();
    expect((await issued(site, signed)).count).to.equal(1);
    const shown = shownCertificate(web.parts().places, site.id);
    expect(shown).to.deep.include({
      selfSigned: false,
      issuer: String.raw`\<script\>alert(1)\</script\>`,
    });
    expect(shown?.names).to.have.members([site.name, `www.${site.name}`]);
  });
});
