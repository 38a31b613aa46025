import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { newId, newItemState } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { agentService } from "../src/agent/agent-service.ts";
import { makeFolders } from "../src/agent/folders.ts";
import { makeShortcut } from "../src/agent/shortcuts.ts";
import { grpcWebAgent } from "../src/clients/web-agent.ts";
import type { FtpUser } from "../src/domain/ftp-user.ts";
import { RefusedByServerError } from "../src/usecases/drive/driver.ts";
import { ftpDriver, type FtpServer } from "../src/usecases/drive/ftp-driver.ts";
import type { Hosting } from "../src/usecases/ports.ts";
import { startWebServer } from "./support/web-server.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const uid = 33_000;
const how = { isForced: false };

describe("the folders of FTP users on a real web server", function () {
  this.timeout(60_000);
  let web: Awaited<ReturnType<typeof startWebServer>>;
  /** What keeps the agent from making anything; it may say how things are all the same. */
  let trouble: Error | null = null;
  /** What somebody does while the agent is asked. */
  let meanwhile = (): void => undefined;
  const copies = new Map<string, string>();
  const subscriptionId = newId();
  /** Whom the site has. */
  let users: readonly FtpUser[] = [];
  const look = (async (work: (scope: Hosting) => Promise<unknown>) =>
    work({
      domains: { find: (id: string) => Promise.resolve({ id, subscriptionId, uid }) },
      ftpUsers: { ofSubscription: () => Promise.resolve(users) },
      copies: {
        find: (id: string, name: string) => Promise.resolve(copies.get(`${id} ${name}`) ?? null),
        keep: (id: string, name: string, content: string) => {
          copies.set(`${id} ${name}`, content);
          return Promise.resolve();
        },
      },
    } as unknown as Hosting)) as Parameters<typeof ftpDriver>[0]["look"];
  const driver = () => {
    const client = () => agentService(web.parts()) as unknown;
    const agent = grpcWebAgent({ client } as unknown as Channel);
    const make: FtpServer["makeFolders"] = async (folders) => {
      if (trouble !== null) throw trouble;
      meanwhile();
      await agent.makeFolders(folders);
    };
    const closeSessions = () => Promise.resolve();
    return ftpDriver({ server: { ...agent, closeSessions, makeFolders: make }, look, clock });
  };
  const aUser = (more: Partial<FtpUser> = {}): FtpUser => {
    const id = newId();
    return {
      ...newItemState("on", clock.now(), ""),
      id,
      subscriptionId,
      customerId: newId(),
      businessUnitId: newId(),
      domainId: newId(),
      name: `f${id.slice(-12)}`,
      isHeld: false,
      password: Buffer.alloc(0),
      passwordHash: "h",
      salt: "s",
      physicalPath: "/area",
      virtualPath: "/site/loja",
      permissions: {
        read: true,
        write: true,
        deleteFiles: true,
        recursive: true,
        listDirectories: true,
        createDirectories: true,
        deleteDirectories: true,
      },
      ...more,
    };
  };
  const gone = (user: FtpUser): FtpUser => ({
    ...user,
    wanted: { ...user.wanted, state: "released", version: 3n },
  });
  const outcome = (user: FtpUser) =>
    driver()
      .apply(user, how)
      .catch((error: Error) => error.message);

  before(async () => {
    web = await startWebServer();
  });
  after(() => web?.stop());

  it("C96: are asked for again where the agent could not make them, and its own reason is said", async () => {
    const user = aUser();
    for (const message of ["mkdir ended with 1: no space left", "the deadline is over"]) {
      trouble = new Error(message);
      expect(await outcome(user)).to.equal(message);
    }
    trouble = null;
    expect(await outcome(user)).to.deep.equal({ state: "in-step" });
    expect(existsSync(join(web.files(user.domainId), "area/site/loja"))).to.equal(true);
  });

  it("C96: wait for a person where something else stands in their place", async () => {
    const user = aUser({ physicalPath: "/area/fotos" });
    await makeFolders(web.parts().places, { siteId: user.domainId, uid, paths: ["/"] });
    writeFileSync(join(web.files(user.domainId), "area"), "azul");
    expect(await outcome(user)).to.deep.equal({
      state: "failed",
      reason: "/area/fotos is no folder; the shortcut /site/loja is something else",
    });
    rmSync(join(web.files(user.domainId), "area"));
    expect(await outcome(user)).to.deep.equal({ state: "in-step" });
  });

  const refusalOf = async (user: FtpUser) => {
    const refused = await driver()
      .apply(user, how)
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(refused).to.be.instanceOf(RefusedByServerError);
    return (refused as Error).message;
  };

  it("C96: are parked with what helps where the customer's own user may not make them", async () => {
    const user = aUser({ physicalPath: "/fechada/fotos", virtualPath: "" });
    await makeFolders(web.parts().places, { siteId: user.domainId, uid, paths: ["/fechada"] });
    const closed = join(web.files(user.domainId), "fechada");
    chmodSync(closed, 0o555);
    expect(await refusalOf(user)).to.equal(
      "the folder /fechada/fotos cannot be made: permission denied",
    );
    chmodSync(closed, 0o000);
    expect(await refusalOf(user), "not even entered").to.contain("permission denied");
    chmodSync(closed, 0o755);
    expect(await outcome(user)).to.deep.equal({ state: "in-step" });
    chmodSync(join(closed, "fotos"), 0o555);
    expect(await refusalOf({ ...user, virtualPath: "/loja" })).to.equal(
      "the shortcut /loja cannot be made: permission denied",
    );
  });

  it("C96: are parked where a name in them is longer than the disk takes", async () => {
    const long = "á".repeat(200);
    for (const [more, reason] of [
      [{ physicalPath: `/a/${long}` }, `the folder /a/${long} cannot be made: name too long`],
      [{ virtualPath: `/${long}` }, `the shortcut /${long} cannot be made: name too long`],
      [{ virtualPath: `/${long}/b` }, `the shortcut /${long}/b cannot be made: name too long`],
    ] as const)
      expect(await refusalOf(aUser({ virtualPath: "", ...more }))).to.equal(reason);
  });

  it("C96: are given up with a reason where a shortcut cannot be taken away", async () => {
    const user = aUser();
    users = [user];
    expect(await outcome(user)).to.deep.equal({ state: "in-step" });
    const around = join(web.files(user.domainId), "area/site");
    chmodSync(around, 0o555);
    users = [gone(user)];
    expect(await refusalOf(gone(user))).to.equal(
      "the shortcut /site/loja cannot be removed: permission denied",
    );
    chmodSync(around, 0o755);
    expect(await outcome(gone(user))).to.deep.equal({ state: "in-step" });
    users = [];
  });

  it("C96: are made where somebody makes the same ones at that very moment", async () => {
    const { places } = web.parts();
    const siteId = newId();
    await makeFolders(places, { siteId, uid, paths: ["/"] });
    const paths = Array.from({ length: 8 }, (_, index) => `/a/b/${index % 2}/c`);
    await Promise.all(paths.map((path) => makeFolders(places, { siteId, uid, paths: [path] })));
    const shortcut = { physicalPath: "/a", virtualPath: "/vitrine/loja" };
    await Promise.all(paths.map(() => makeShortcut(places, { siteId, uid }, shortcut)));
    expect(lstatSync(join(web.files(siteId), "a/vitrine/loja")).isSymbolicLink()).to.equal(true);
  });

  it("C96: are parked where a folder on the way is another user's and closed to the site's own", async () => {
    const user = aUser({ physicalPath: "/deles/fotos", virtualPath: "" });
    await makeFolders(web.parts().places, { siteId: user.domainId, uid, paths: ["/"] });
    const theirs = join(web.files(user.domainId), "deles");
    mkdirSync(theirs, { mode: 0o755 });
    chownSync(theirs, uid + 1, uid + 1);
    expect(await refusalOf(user)).to.equal(
      "the folder /deles/fotos cannot be made: permission denied",
    );
  });

  describe("of one site, with the same virtual path", () => {
    const domainId = newId();
    const link = () => join(web.files(domainId), "area/site/loja");
    const two = async () => {
      const [one, other] = [
        aUser({ domainId }),
        aUser({ domainId, physicalPath: "/area/", virtualPath: "/site/loja/" }),
      ];
      users = [one, other];
      for (const user of users) expect(await outcome(user)).to.deep.equal({ state: "in-step" });
      return { one, other };
    };
    afterEach(() => {
      users = [];
      meanwhile = () => undefined;
      trouble = null;
      rmSync(link(), { force: true });
    });

    it("C96: keep it while one of them wants it, and lose it with the last", async () => {
      const { one, other } = await two();
      users = [gone(one), other];
      expect(await outcome(gone(one))).to.deep.equal({ state: "in-step" });
      expect(existsSync(link()), "given up").to.equal(true);
      users = [gone(one), gone(other)];
      expect(await outcome(gone(other))).to.deep.equal({ state: "in-step" });
      expect(existsSync(link()), "given up by both").to.equal(false);
    });

    it("C96: keep it where one of them takes another", async () => {
      const { one, other } = await two();
      const changed = { ...one, virtualPath: "/vitrine" };
      users = [changed, other];
      expect(await outcome(changed)).to.deep.equal({ state: "in-step" });
      expect(existsSync(join(web.files(domainId), "area/vitrine"))).to.equal(true);
      expect(existsSync(link())).to.equal(true);
    });

    it("C96: have it where one of them begins to want it as the other ends", async () => {
      const one = aUser({ domainId });
      users = [one];
      await outcome(one);
      const late = aUser({ domainId });
      users = [gone(one)];
      meanwhile = () => {
        users = [gone(one), late];
      };
      expect(await outcome(gone(one))).to.deep.equal({ state: "in-step" });
      expect(existsSync(link())).to.equal(true);
    });

    it("C96: have it also where the way to the agent is cut off in between", async () => {
      const one = aUser({ domainId });
      users = [one];
      await outcome(one);
      const late = aUser({ domainId });
      users = [gone(one)];
      meanwhile = () => {
        users = [gone(one), late];
        trouble = new Error("away");
      };
      expect(await outcome(gone(one))).to.equal("away");
      expect(existsSync(link()), "cut off").to.equal(false);
      trouble = null;
      meanwhile = () => undefined;
      expect(await outcome(gone(one))).to.deep.equal({ state: "in-step" });
      expect(existsSync(link())).to.equal(true);
    });

    it("C96: are given up where somebody else's thing stands in its place, which stays", async () => {
      const { one, other } = await two();
      rmSync(link());
      writeFileSync(link(), "azul");
      users = [gone(one), other];
      expect(await outcome(gone(one))).to.deep.equal({ state: "in-step" });
      expect(readFileSync(link(), "utf8")).to.equal("azul");
    });

    it("C96: write it otherwise, and none of them is without it for a moment", async () => {
      const one = aUser({ domainId });
      users = [one];
      await outcome(one);
      const { ino } = lstatSync(link());
      const changed = { ...one, physicalPath: "/area/", virtualPath: "/site/loja/" };
      users = [changed];
      expect(await outcome(changed)).to.deep.equal({ state: "in-step" });
      expect(lstatSync(link()).ino).to.equal(ino);
    });
  });
});
