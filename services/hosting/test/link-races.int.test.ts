import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { temporaryFolder } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { applySites } from "../src/agent/apply-sites.ts";
import {
  diskBytesOf,
  folderFaults,
  makeFolders,
  removeSiteFolder,
  siteFolder,
} from "../src/agent/folders.ts";
import { makeShortcut, removeShortcut, shortcutFault } from "../src/agent/shortcuts.ts";
import { aSite, startWebServer } from "./support/web-server.ts";

const secret = "another customer's page";
const outsideBytes = 3_000_000;
/** What a customer does again and again: his folder, and in the same place a link to somewhere else. */
const swapping = `
const fs = require("node:fs");
const [top, outside] = process.argv.slice(1);
const at = (name) => top + "/" + name;
process.stdout.write("begun");
for (;;) {
  try {
    fs.renameSync(at("a"), at("b"));
    fs.symlinkSync(outside, at("a"));
    fs.unlinkSync(at("a"));
    fs.renameSync(at("b"), at("a"));
  } catch {
    for (const [from, to] of [["a", "x"], ["b", "a"]]) try { fs.renameSync(at(from), at(to)); } catch {}
    try { fs.mkdirSync(at("a")); } catch {}
  }
}`;

describe("a customer who swaps his folders for links while the agent works", function () {
  this.timeout(120_000);
  let web: Awaited<ReturnType<typeof startWebServer>>;
  let outside: string;
  const places = () => web.parts().places;

  before(async function () {
    // Without root there is no other user whom the agent would have to fear.
    if (process.getuid?.() !== 0) this.skip();
    web = await startWebServer();
    outside = temporaryFolder("outside");
    chmodSync(outside, 0o777);
    // So that nothing but the agent keeps him from it.
    chmodSync(join(web.vhostsDir, ".."), 0o711);
    mkdirSync(join(outside, "kept"));
    writeFileSync(join(outside, "kept", "page.html"), secret);
    writeFileSync(join(outside, "page.html"), secret.padEnd(outsideBytes));
  });
  after(() => web?.stop());

  /** Runs work beside him, and ends him whatever becomes of it. */
  const beside = async (top: string, uid: number, work: () => Promise<void>) => {
    const customer = spawn(process.execPath, ["-e", swapping, top, outside], {
      uid,
      gid: uid,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      await once(customer.stdout, "data");
      await work();
      expect(customer.exitCode).to.equal(null);
    } finally {
      customer.kill("SIGKILL");
      await once(customer, "close");
    }
  };
  const untouched = () => {
    expect(readdirSync(outside).toSorted()).to.deep.equal(["kept", "page.html"]);
    expect(readdirSync(join(outside, "kept"))).to.deep.equal(["page.html"]);
    for (const path of ["", "kept", "kept/page.html", "page.html"])
      expect(statSync(join(outside, path)).uid, path).to.equal(0);
  };

  it("S53: has no folder made, measured or served outside of his own, and none removed there", async () => {
    const site = aSite();
    const { id, uid, name } = site;
    await applySites(web.parts(), [site]);
    const asked = { siteId: id, uid };
    await makeFolders(places(), { ...asked, paths: ["/a"] });
    let refused = 0;
    await beside(web.files(id), uid, async () => {
      for (let round = 0; round < 150; round++) {
        const paths = [`/a/n${round}`, `/a/n${round}/deep/`];
        await makeFolders(places(), { ...asked, paths }).catch(() => (refused += 1));
        const looked = ["/a/kept", "/a/kept/"];
        for (const fault of await folderFaults(places(), { ...asked, paths: looked }))
          expect(fault).to.match(/is missing|is no folder/);
        expect(Number(await diskBytesOf(places(), id))).to.be.below(outsideBytes);
        for (const path of ["/a/page.html", "/a/kept/page.html"]) {
          const body = await page(web.port, name, path);
          expect(body).to.not.contain(secret);
        }
        await applySites(web.parts(), [{ ...site, version: BigInt(round + 2) }]);
      }
      untouched();
      // How often he is in time is the machine's affair; that he was at all, is the test's.
      expect(refused, "links met on the way").to.be.above(0);
      await removeSiteFolder(places(), id);
    });
    expect(statSync(siteFolder(places(), id), { throwIfNoEntry: false })).to.equal(undefined);
    untouched();
  });

  it("S53, C96: has no virtual path made, removed or told of outside of his own", async () => {
    const site = aSite();
    const { id, uid } = site;
    await applySites(web.parts(), [site]);
    const asked = { siteId: id, uid };
    await makeFolders(places(), { ...asked, paths: ["/a", "/a/kept"] });
    // What the agent would take for its own, if it came by: in his folder, and in two of another's.
    const planted = ["", "kept"].map((folder) => join(outside, folder, "theirs"));
    for (const link of planted) symlinkSync(".", link);
    let [made, removed, refused] = [0, 0, 0];
    try {
      await beside(web.files(id), uid, async () => {
        for (let round = 0; round < 150; round++) {
          for (const physicalPath of ["/a", "/a/kept"]) {
            const mine = { physicalPath, virtualPath: `/n${round}` };
            const deep = { physicalPath, virtualPath: `/d${round}/deep` };
            for (const shortcut of [mine, deep])
              await makeShortcut(places(), asked, shortcut).then(
                () => (made += 1),
                () => (refused += 1),
              );
            const theirs = { physicalPath, virtualPath: "/theirs" };
            const told = await shortcutFault(places(), asked, theirs);
            // Only the other's link is as it was made: to find it so is to have looked there.
            expect(told).to.match(/is missing|is something else/);
            for (const shortcut of [mine, deep, theirs])
              await removeShortcut(places(), asked, shortcut).then(() => (removed += 1));
          }
        }
      });
      for (const link of planted) expect(readlinkSync(link)).to.equal(".");
    } finally {
      for (const link of planted) rmSync(link, { force: true });
    }
    untouched();
    expect(made, "made beside him").to.be.above(0);
    expect(removed, "removed beside him").to.be.above(0);
    expect(refused, "links met on the way").to.be.above(0);
  });
});

function page(port: number, host: string, path: string): Promise<string> {
  return new Promise((answer, failed) => {
    const headers = { host, connection: "close" };
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let text = "";
      response
        .setEncoding("utf8")
        .on("data", (chunk: string) => (text += chunk))
        .once("end", () => answer(text));
    })
      .once("error", failed)
      .end();
  });
}
