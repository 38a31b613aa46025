import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { homeAt } from "../system/home.ts";
import { statusOf } from "../system/status.ts";
import { table } from "./status.ts";

describe("the status", () => {
  it("has the promised shape before anything was set up", async () => {
    const dir = mkdtempSync(join(tmpdir(), "torre-"));
    const status = await statusOf(homeAt(dir));
    rmSync(dir, { recursive: true });
    expect(status).to.have.all.keys([
      "healthy",
      "gateway",
      "operator",
      "apiToken",
      "radius",
      "nats",
      "mariadb",
      "services",
      "servers",
    ]);
    expect(status.healthy).to.equal(false);
    expect(status.operator).to.have.all.keys("username", "password");
    expect(status.radius).to.have.all.keys("host", "authPort", "acctPort", "secret");
    expect(status.nats).to.have.all.keys("url", "user", "password");
    expect(status.mariadb).to.deep.equal({ host: "127.0.0.1", port: 8450 });
    for (const service of status.services) {
      expect(service).to.have.all.keys("name", "healthy", "pid", "metricsUrl");
      expect(service).to.include({ healthy: false, pid: null });
    }
  });

  it("says in words which service does not serve", () => {
    const text = table({
      healthy: false,
      gateway: { url: "http://127.0.0.1:8420" },
      operator: { username: "admin", password: "s3cret" },
      apiToken: "t0ken",
      radius: { host: "127.0.0.1", authPort: 1, acctPort: 2, secret: "nas" },
      nats: { url: "nats://127.0.0.1:3", user: "engineer", password: "p4ss" },
      mariadb: { host: "127.0.0.1", port: 4 },
      services: [
        { name: "mail", healthy: false, pid: null, metricsUrl: "http://127.0.0.1:5/metrics" },
      ],
      servers: {},
    });
    expect(text).to.match(/✘ {2}mail {2}not running/);
    expect(text).to.not.match(/s3cret|t0ken|p4ss/);
  });
});
