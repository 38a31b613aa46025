import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { curl, dig, ftps } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

describe("hosts and aliases of a domain on a real server (C98)", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;
  let domain: Awaited<ReturnType<Story["domain"]>>;
  const host = async (asked: object) => {
    const { id } = await stand.api.made(`/domains/${domain.id}/hosts`, asked);
    await story.inStep(`/hosts/${id}`);
    return id;
  };

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
    domain = await story.domain();
  });

  it("C98: are answered as addresses of either kind and as aliases", async () => {
    await host({ name: "loja", type: "name", pointsTo: "203.0.113.7" });
    await host({ name: "seis", type: "name", pointsTo: "2001:db8::7" });
    await host({ name: "blog", type: "alias", pointsTo: `www.${domain.name}` });
    const { status } = stand;
    expect(await dig(status, `loja.${domain.name}`, "A")).to.deep.equal(["203.0.113.7"]);
    expect(await dig(status, `seis.${domain.name}`, "AAAA")).to.deep.equal(["2001:db8::7"]);
    expect(await dig(status, `blog.${domain.name}`, "CNAME")).to.deep.equal([
      `www.${domain.name}.`,
    ]);
    // An alias of the site is a name the site answers to.
    expect((await curl(status, `blog.${domain.name}`)).status).to.equal(403);
  });

  it("C98: are pointed elsewhere and given up, and their name is free at once", async () => {
    const id = await host({ name: "vpn", type: "name", pointsTo: "203.0.113.8" });
    const { etag } = await stand.api.get(`/hosts/${id}`);
    const changed = await stand.api.patch(`/hosts/${id}`, { pointsTo: "203.0.113.9" }, etag ?? "");
    expect(changed.status, JSON.stringify(changed.body)).to.equal(200);
    await story.inStep(`/hosts/${id}`);
    expect(await dig(stand.status, `vpn.${domain.name}`, "A")).to.deep.equal(["203.0.113.9"]);
    expect((await stand.api.remove(`/hosts/${id}`)).status).to.equal(204);
    await eventually(async () => {
      expect(await dig(stand.status, `vpn.${domain.name}`, "A")).to.deep.equal([]);
    }, soon);
    await host({ name: "vpn", type: "name", pointsTo: "203.0.113.10" });
    expect(await dig(stand.status, `vpn.${domain.name}`, "A")).to.deep.equal(["203.0.113.10"]);
  });

  it("S45: take nothing that would answer for other names", async () => {
    const label = "a".repeat(300);
    const hostile = [
      { name: "*", type: "name", pointsTo: "203.0.113.7" },
      { name: "@", type: "name", pointsTo: "203.0.113.7" },
      { name: "", type: "name", pointsTo: "203.0.113.7" },
      { name: "a", type: "name", pointsTo: "203.0.113.7", ttl: -1 },
      { name: "a", type: "name", pointsTo: "203.0.113.7", ttl: 2 ** 31 },
      { name: "a", type: "TXT", pointsTo: '"; $INCLUDE /etc/passwd' },
      { name: "a", type: "A'", pointsTo: "203.0.113.7" },
      { name: "a", type: "name", pointsTo: "$INCLUDE /etc/passwd" },
      { name: "a", type: "alias", pointsTo: 'x"; $GENERATE' },
      { name: "a\nb", type: "name", pointsTo: "203.0.113.7" },
      { name: label, type: "name", pointsTo: "203.0.113.7" },
      { name: "a", type: "name", pointsTo: "256.1.1.1" },
      { name: "self", type: "alias", pointsTo: `self.${domain.name}` },
    ];
    for (const asked of hostile) {
      const { status } = await stand.api.post(`/domains/${domain.id}/hosts`, asked);
      expect(status, JSON.stringify(asked)).to.equal(400);
    }
  });

  it("C94: a domain comes with the FTP login it was registered with", async () => {
    const login = { username: `f${mark()}`, password: "senha-do-site" };
    await story.domain({ ftp: login, admin: { username: "ana", password: "senha-da-ana" } });
    await eventually(async () => {
      expect((await ftps(stand.status, login, "/")).code).to.equal(0);
    }, soon);
  });
});
