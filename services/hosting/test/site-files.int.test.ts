import { isIP } from "node:net";
import { expect } from "chai";
import { describe, it } from "mocha";
import { plainSite } from "../src/domain/site.ts";
import { updateDomain } from "../src/usecases/update-domain.ts";
import { writeServers } from "../src/usecases/write-servers.ts";
import { clock, code, openHosted, type OpenHosted, write } from "./support/hosted.ts";

describe("the web server of a site with files", function () {
  this.timeout(60_000);
  let database: OpenHosted;
  const transact: OpenHosted["transact"] = (work) => database.transact(work);
  const hosted: OpenHosted["hosted"] = (...asked) => database.hosted(...asked);

  before(async () => {
    database = await openHosted();
  });
  after(() => database.close());

  it("C17, C95: a site with files keeps its web server, and that its address", async () => {
    const here = await hosted();
    const files = new Set<string>();
    const asked: string[] = [];
    const web = {
      leftBehind: (ids: readonly string[], host: string) => {
        asked.push(host);
        return Promise.resolve(ids.filter((id) => files.has(id)));
      },
    };
    const servers = writeServers(transact, clock, (text) => isIP(text) !== 0, web);
    const given = { kind: "web", host: "203.0.113.20" };
    const [first, second] = [
      await servers.create(write("S"), { ...given, name: "web1" }),
      await servers.create(write("S"), { ...given, name: "web2", host: "203.0.113.21" }),
    ];
    const to = (webServerId: string, expectedVersion: bigint) =>
      updateDomain(
        transact,
        clock,
        false,
        web,
      )(
        write("U"),
        {
          id: here.domain.id,
          expectedVersion,
          registeredOn: undefined,
          notes: undefined,
          settings: { ...plainSite, webServerId },
          adminPassword: "",
        },
        "all",
      );
    const { version } = await to(first.id, here.domain.version);
    files.add(here.domain.id);
    expect(await code(to(second.id, version))).to.equal("hosting.site_has_files");
    expect(await code(to("", version))).to.equal("hosting.site_has_files");
    expect(asked).to.deep.equal(["203.0.113.20", "203.0.113.21", ""]);
    expect(await code(to(first.id, version)), "what stays").to.equal("ok");
    const edit = { id: first.id, expectedVersion: 1n, name: "web-1", host: "203.0.113.29" };
    expect(await code(servers.update(write("U"), edit))).to.equal("hosting.site_has_files");
    expect(await code(servers.update(write("U"), { ...edit, host: given.host }))).to.equal("ok");
    files.clear();
    expect(await code(servers.update(write("U"), { ...edit, expectedVersion: 2n }))).to.equal("ok");
  });
});
