import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { curl, type FtpLogin, ftps, sftp } from "./clients.ts";
import { filesOf } from "./by-hand.ts";
import { heldFtpSession } from "./held-session.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

const permissions = [
  "read",
  "write",
  "deleteFiles",
  "recursive",
  "listDirectories",
  "createDirectories",
  "deleteDirectories",
] as const;
type Permission = (typeof permissions)[number];
const every = Object.fromEntries(permissions.map((name) => [name, true])) as Record<
  Permission,
  boolean
>;
const none = Object.fromEntries(permissions.map((name) => [name, false])) as typeof every;

describe("FTP users on a real server", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;
  let folder: string;
  let file: string;
  let domain: Awaited<ReturnType<Story["domain"]>>;
  let full: FtpLogin;

  const user = async (more: object): Promise<FtpLogin & { readonly id: string }> => {
    const username = `f${mark()}`;
    const password = `senha-${mark()}`;
    const path = `/domains/${domain.id}/ftp-users`;
    const { id } = await stand.api.made(path, { username, password, permissions: every, ...more });
    await story.inStep(`/ftp-users/${id}`);
    return { id, username, password };
  };
  const put = async (path: string) =>
    expect((await ftps(stand.status, full, path, ["--upload-file", file])).code).to.equal(0);
  const quote = (login: FtpLogin, command: string) =>
    ftps(stand.status, login, "/", ["--head", "--quote", command]);

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
    folder = mkdtempSync(join(tmpdir(), "torre-ftp-"));
    file = join(folder, "pagina.html");
    writeFileSync(file, "<h1>Loja da Ana</h1>");
    domain = await story.domain();
    full = await user({});
    expect((await quote(full, "MKD fotos")).code).to.equal(0);
    await put("/fotos/mar.txt");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("C96: what is uploaded over FTPS is the site's page, and SFTP reaches the same", async () => {
    await put("/index.html");
    expect(await curl(stand.status, domain.name)).to.include({
      status: 200,
      body: "<h1>Loja da Ana</h1>",
    });
    const again = await sftp(stand.status, full, "/index.html");
    expect(again).to.deep.equal({ code: 0, body: "<h1>Loja da Ana</h1>" });
  });

  it("C96: no password goes in the clear, and a wrong one opens nothing", async () => {
    const plain = await ftps(stand.status, { ...full, password: "outra-senha" }, "/");
    expect(plain.code).to.equal(67);
    const { servers } = stand.status;
    const answer = await fetch(`http://127.0.0.1:${servers["ftp"]?.port}/`).catch(() => null);
    expect(answer).to.equal(null);
  });

  /** Each tries one thing, and says whether it was allowed. */
  const tries: Readonly<Record<Permission, (login: FtpLogin) => Promise<boolean>>> = {
    async read(login) {
      await put("/leia.txt");
      return (await ftps(stand.status, login, "/leia.txt")).body.includes("Loja");
    },
    async write(login) {
      const path = `/novo-${mark()}.txt`;
      await ftps(stand.status, login, path, ["--upload-file", file]);
      return (await ftps(stand.status, full, path)).code === 0;
    },
    async deleteFiles(login) {
      await put("/apague.txt");
      await quote(login, "DELE apague.txt");
      return (await ftps(stand.status, full, "/apague.txt")).code !== 0;
    },
    async recursive(login) {
      return (await ftps(stand.status, login, "/fotos/mar.txt")).body.includes("Loja");
    },
    async listDirectories(login) {
      return (await ftps(stand.status, login, "/")).body.includes("fotos");
    },
    async createDirectories(login) {
      const name = `pasta-${mark()}`;
      await quote(login, `MKD ${name}`);
      return (await ftps(stand.status, full, "/")).body.includes(name);
    },
    async deleteDirectories(login) {
      const name = `pasta-${mark()}`;
      expect((await quote(full, `MKD ${name}`)).code).to.equal(0);
      await quote(login, `RMD ${name}`);
      return !(await ftps(stand.status, full, "/")).body.includes(name);
    },
  };

  for (const permission of permissions) {
    it(`C96: ${permission} alone is allowed, and without it the server refuses`, async () => {
      // To look into folders of folders is nothing without reading.
      const only = {
        ...none,
        [permission]: true,
        ...(permission === "recursive" && { read: true }),
      };
      const allowed = await user({ permissions: only });
      const denied = await user({ permissions: { ...every, [permission]: false } });
      expect(await tries[permission](allowed), "with it").to.equal(true);
      expect(await tries[permission](denied), "without it").to.equal(false);
    });
  }

  it("C96: is kept in his folder, which is made for him", async () => {
    const inside = await user({ physicalPath: "/area/fotos" });
    expect((await ftps(stand.status, inside, "/a.txt", ["--upload-file", file])).code).to.equal(0);
    expect((await ftps(stand.status, full, "/area/fotos/a.txt")).code).to.equal(0);
    for (const path of ["/../../index.html", "//../index.html", "/../../../../etc/passwd"]) {
      const { code, body } = await ftps(stand.status, inside, path, ["--path-as-is"]);
      expect([code === 0, body], path).to.deep.equal([false, ""]);
    }
  });

  it("C96: finds his folder under its virtual path too, and nothing outside of it", async () => {
    const [physicalPath, virtualPath] = ["/area/loja", "/site/loja"];
    const inside = await user({ physicalPath, virtualPath });
    const listed = async (path: string) => (await ftps(stand.status, inside, path)).body;
    await ftps(stand.status, inside, "/site/loja/a.txt", ["--upload-file", file]);
    expect((await ftps(stand.status, full, "/area/loja/a.txt")).body).to.contain("Loja");
    expect(await listed("/a.txt")).to.contain("Loja");
    expect(await listed("/site/loja/")).to.contain("a.txt");
    expect((await sftp(stand.status, inside, "/site/loja/a.txt")).body).to.contain("Loja");
    for (const path of ["/site/loja/../../../index.html", "/site/loja/../../../../etc/passwd"]) {
      const { code, body } = await ftps(stand.status, inside, path, ["--path-as-is"]);
      expect([code === 0, body], path).to.deep.equal([false, ""]);
    }
    const { etag } = await stand.api.get(`/ftp-users/${inside.id}`);
    await stand.api.patch(`/ftp-users/${inside.id}`, { virtualPath: "/vitrine" }, etag ?? "");
    await story.inStep(`/ftp-users/${inside.id}`);
    expect(await listed("/vitrine/a.txt")).to.contain("Loja");
    expect((await ftps(stand.status, inside, "/site/loja/a.txt")).code).to.not.equal(0);
    const taken = await stand.api.made(`/domains/${domain.id}/ftp-users`, {
      username: `f${mark()}`,
      password: "senha-de-teste",
      physicalPath,
      virtualPath: "/a.txt",
    });
    await eventually(async () => {
      const { body } = await stand.api.get(`/ftp-users/${taken.id}`);
      expect(body["real"]).to.include({
        state: "failed",
        reason: "the shortcut /a.txt is something else",
      });
    }, soon);
    expect(await listed("/a.txt")).to.contain("Loja");
    expect((await stand.api.remove(`/ftp-users/${taken.id}`)).status).to.equal(204);
  });

  it("C96: a virtual path gives no more than his permissions do", async () => {
    const denied = { ...every, recursive: false, write: false };
    const one = await user({ physicalPath: "/area", virtualPath: "/v", permissions: denied });
    const sent = await ftps(stand.status, one, "/v/novo.txt", ["--upload-file", file]);
    expect(sent.code).to.not.equal(0);
    expect((await ftps(stand.status, one, "/v/loja/a.txt")).body).to.equal("");
  });

  it("S52: takes no folder that leads elsewhere", async () => {
    const asked = { username: `f${mark()}`, password: "senha-de-teste", permissions: every };
    const hostile = ["../../etc", "/../x", "/a/../b", "/a//b", "/.ssh", "/a\0b", "/\u2024\u2024/x"];
    for (const physicalPath of hostile) {
      const { status } = await stand.api.post(`/domains/${domain.id}/ftp-users`, {
        ...asked,
        physicalPath,
      });
      expect(status, physicalPath).to.equal(400);
    }
  });

  it("S52, S55: writes as his site's own user, who is neither the system's nor another site's", async () => {
    await put("/de-quem.txt");
    const other = await story.domain();
    const uids = [domain.id, other.id].map((id) => statSync(filesOf(stand, id)).uid);
    expect(statSync(filesOf(stand, domain.id, "de-quem.txt")).uid).to.equal(uids[0]);
    for (const uid of uids) expect(uid).to.be.at.least(20_000);
    expect(uids[0]).to.not.equal(uids[1]);
  });

  it("S53: makes no link, over which others would be reached", async () => {
    const made = await sftp(stand.status, full, "/", ["--quote", "symlink /etc/passwd senha.txt"]);
    expect(made.code).to.not.equal(0);
    expect((await curl(stand.status, domain.name, { path: "/senha.txt" })).status).to.equal(404);
  });

  it("C96: is changed and given up, and then his open session ends", async () => {
    const one = await user({});
    const session = await heldFtpSession(stand.status, one);
    const { etag } = await stand.api.get(`/ftp-users/${one.id}`);
    const edit = { permissions: { ...every, read: false }, password: "outra-senha-1" };
    const changed = await stand.api.patch(`/ftp-users/${one.id}`, edit, etag ?? "");
    expect(changed.status, JSON.stringify(changed.body)).to.equal(200);
    expect(JSON.stringify(changed.body)).to.not.contain("outra-senha-1");
    await session.ends(4_000);
    await story.inStep(`/ftp-users/${one.id}`);
    expect((await ftps(stand.status, one, "/")).code).to.equal(67);
    const now = { ...one, password: "outra-senha-1" };
    expect((await ftps(stand.status, now, "/")).body).to.contain("fotos");
    expect(await tries.read(now)).to.equal(false);
    expect((await stand.api.remove(`/ftp-users/${one.id}`)).status).to.equal(204);
    await eventually(async () => {
      expect((await ftps(stand.status, now, "/")).code).to.equal(67);
    }, soon);
  });

  it("C51: is locked out within two seconds of a suspension, and let in as before", async () => {
    const session = await heldFtpSession(stand.status, full);
    const asked = performance.now();
    const step = await story.operate(domain.subscriptionId, "suspend");
    expect(step?.["state"], JSON.stringify(step)).to.equal("applied");
    await session.ends(4_000);
    const tookMs = performance.now() - asked;
    expect((await ftps(stand.status, full, "/")).code).to.equal(67);
    expect((await sftp(stand.status, full, "/")).code).to.equal(67);
    expect(tookMs).to.be.below(2_000);
    expect((await story.operate(domain.subscriptionId, "resume"))?.["state"]).to.equal("applied");
    expect((await ftps(stand.status, full, "/")).body).to.contain("fotos");
  });
});
