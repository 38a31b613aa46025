import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { newId } from "@isp/kernel";
import { eventually, temporaryFolder } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { applySites } from "../src/agent/apply-sites.ts";
import { accessLog } from "../src/agent/statistics/access-log.ts";
import { dayLogs } from "../src/agent/statistics/day-logs.ts";
import { position } from "../src/agent/statistics/position.ts";
import { aSite, startWebServer } from "./support/web-server.ts";

const always = { from: "2000-01-01", to: "2999-12-31" };

describe("what visitors asked of a site", function () {
  this.timeout(60_000);
  let web: Awaited<ReturnType<typeof startWebServer>>;
  const serving = async () => {
    const site = aSite();
    await applySites(web.parts(), [site]);
    for (const page of ["index.html", "ofertas.html"])
      writeFileSync(join(web.files(site.id), page), "x".repeat(1_000));
    return site;
  };
  /** Sends this and nothing else, as no browser would. */
  const sent = async (bytes: string | Buffer) => {
    const socket = connect(web.port, "127.0.0.1");
    socket.on("error", () => undefined).resume();
    socket.write(bytes);
    await once(socket, "close");
  };
  const read = (id: string) => web.parts().statistics.read(id, always);

  before(async () => {
    web = await startWebServer();
  });
  after(() => web.stop());

  it("C94: is counted by GoAccess: visits, requests and bytes a day, and pages", async () => {
    const [site, other] = [await serving(), await serving()];
    for (let times = 0; times < 3; times++) await web.status(site.name, "/ofertas.html");
    await web.status(site.name, "/");
    await web.status(other.name, "/");
    await eventually(async () => {
      const { days, pages } = await read(site.id);
      expect(days).to.have.length(1);
      expect(days[0]?.day).to.match(/^\d{4}-\d\d-\d\d$/);
      expect(days[0]).to.include({ visits: 1n, requests: 4n });
      expect(Number(days[0]?.bytes)).to.be.within(4_000, 8_000);
      const seen = pages.map(({ path, requests }) => [path, requests]);
      expect(seen).to.deep.equal([
        ["/ofertas.html", 3n],
        ["/", 1n],
      ]);
    });
    await web.status(site.name, "/");
    await eventually(async () => {
      expect((await read(site.id)).days[0]).to.include({ requests: 5n });
    });
    expect((await read(other.id)).days[0]).to.include({ requests: 1n });
    expect(await read(newId())).to.deep.equal({ days: [], pages: [] });
  });

  it("S57: is text whatever visitors send, a line each, and nobody else's", async () => {
    const [site, victim] = [await serving(), await serving()];
    const forged = `${victim.id} 203.0.113.9 - - [23/Nov/2026:12:00:00 +0000] "GET /forjado HTTP/1.1" 200 9 "-" "-"`;
    const hostile = [
      "/<script>alert(1)</script>",
      "/%0a%0d%00",
      `/%0a${encodeURIComponent(forged)}`,
      "/%22%5c%5c%22,",
      "/{{7*7}}",
      "/$(id)`id`",
      "/%1b[31m",
      "/%ff%fe%c0%ae",
      "/=cmd|' /C calc'!A0",
      `/${"a".repeat(3_000)}`,
    ];
    const agents = ['"', "\\", "\u{7f}\u{1b}[2J", `x" 200 1 "-" "y`, "%s%n%h", forged];
    for (const path of hostile)
      await sent(
        `GET ${path} HTTP/1.1\r\nHost: ${site.name}\r\nUser-Agent: ${agents[0]}\r\nConnection: close\r\n\r\n`,
      );
    for (const agent of agents)
      await sent(
        `GET / HTTP/1.1\r\nHost: ${site.name}\r\nUser-Agent: ${agent}\r\nReferer: ${agent}\r\nConnection: close\r\n\r\n`,
      );
    await sent(Buffer.from("\u0016\u0003\u0001 \xff\xfe\n\r\n", "latin1"));
    await web.status(site.name, "/");
    await eventually(async () => {
      const { days, pages } = await read(site.id);
      expect(days).to.have.length(1);
      expect(Number(days[0]?.requests)).to.be.at.least(agents.length + 1);
      expect(pages.map(({ path }) => path)).to.include("/");
      for (const { path } of pages) {
        expect(path).to.not.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(path.length).to.be.at.most(500);
      }
    });
    expect(await read(victim.id)).to.deep.equal({ days: [], pages: [] });
    const [day] = readdirSync(join(web.vhostsDir, "statistics", site.id)).filter((name) =>
      name.endsWith(".log"),
    );
    const text = readFileSync(join(web.vhostsDir, "statistics", site.id, String(day)), "latin1");
    // eslint-disable-next-line no-control-regex
    expect(text).to.match(/^[\x20-\x7e\n]*$/);
  });
});

describe("the log of all sites", () => {
  const clock = () => new Date("2026-11-23T12:00:00Z");
  const lineOf = (id: string, path: string) =>
    `${id} 203.0.113.5 - - [23/Nov/2026:12:00:01 +0000] "GET ${path} HTTP/1.1" 200 5 "-" "-"\n`;
  const aLog = () => {
    const dir = temporaryFolder("log");
    const days = dayLogs(join(dir, "statistics"));
    mkdirSync(join(dir, "statistics"));
    const where = position(join(dir, "statistics", "position.json"));
    let reopened = 0;
    const reopen = () => {
      reopened += 1;
      writeFileSync(join(dir, "access.log"), "");
    };
    const made = (more: Partial<typeof days> = {}, now = clock) =>
      accessLog({ logsDir: dir, days: { ...days, ...more }, position: where, reopen, now });
    const file = join(dir, "access.log");
    writeFileSync(file, "");
    const seen = (id: string) => {
      const lines = days.daysOf(id).map((day) => readFileSync(days.fileOf(id, day), "latin1"));
      return lines.join("").split("\n").length - 1;
    };
    return { file, dir, made, seen, reopened: () => reopened };
  };

  it("gives each site its lines, each once, and none that is no site's", () => {
    const { file, made, seen } = aLog();
    const [one, other] = [newId(), newId()];
    appendFileSync(file, lineOf(one, "/") + lineOf(other, "/") + lineOf("../../etc/passwd", "/"));
    appendFileSync(file, `garbage\n\n${lineOf(one, "/2").slice(0, 40)}`);
    made().collect();
    made().collect();
    expect([seen(one), seen(other)]).to.deep.equal([1, 1]);
    appendFileSync(file, lineOf(one, "/2").slice(40));
    made().collect();
    expect(seen(one)).to.equal(2);
  });

  it("counts no line twice when the agent dies while it adds them", () => {
    const { file, made, seen } = aLog();
    const id = newId();
    appendFileSync(file, lineOf(id, "/1") + lineOf(id, "/2"));
    const days = dayLogs(join(file, "..", "statistics"));
    const dying = made({
      append(text) {
        days.append(text);
        throw new Error("died");
      },
    });
    expect(() => dying.collect()).to.throw("died");
    expect(seen(id)).to.equal(2);
    made().collect();
    expect(seen(id)).to.equal(2);
  });

  it("is put aside when it is large, and what still comes into it is taken over", () => {
    const { file, dir, made, seen, reopened } = aLog();
    const id = newId();
    appendFileSync(file, lineOf(id, "/"));
    made().collect();
    truncateSync(file, 65 * 1_048_576);
    made().collect();
    expect(reopened()).to.equal(1);
    appendFileSync(join(dir, "access.old.log"), `\n${lineOf(id, "/late")}`);
    appendFileSync(file, lineOf(id, "/new"));
    made().collect();
    expect(seen(id)).to.equal(3);
    const later = () => new Date(Date.now() + 60_000);
    made({}, later).collect();
    expect(readdirSync(dir)).to.not.include("access.old.log");
    expect(statSync(file).size).to.be.above(0);
  });

  it("is another log where the disk gives a number again, and is taken over from its beginning", () => {
    const { file, dir, made, seen } = aLog();
    const [id, spare] = [newId(), join(dir, "spare")];
    const later = () => new Date(Date.now() + 60_000);
    const collect = () => made({}, later).collect();
    for (let round = 1; round <= 4; round++) {
      appendFileSync(file, lineOf(id, `/${round}`));
      collect();
      linkSync(file, spare);
      renameSync(file, join(dir, "access.old.log"));
      // Longer than what was taken over of its forerunner, or shorter.
      const lines = round % 2 === 0 ? 5 : 1;
      writeFileSync(file, "");
      collect();
      writeFileSync(spare, lineOf(id, "/again").repeat(lines));
      expect(statSync(spare).ino).to.not.equal(statSync(file).ino);
      renameSync(spare, file);
      collect();
    }
    expect(seen(id)).to.equal(4 + 5 + 1 + 5 + 1);
  });

  it("is taken over from its beginning where somebody emptied it", () => {
    const { file, made, seen } = aLog();
    const id = newId();
    appendFileSync(file, lineOf(id, "/1") + lineOf(id, "/2"));
    made().collect();
    truncateSync(file, 0);
    appendFileSync(file, lineOf(id, "/3"));
    made().collect();
    made().collect();
    expect(seen(id)).to.equal(3);
  });
});
