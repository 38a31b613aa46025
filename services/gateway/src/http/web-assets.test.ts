import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import express from "express";
import { after, before, describe, it } from "mocha";
import { webAssets } from "./web-assets.ts";

type Got = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
};

describe("the console's files", () => {
  const script = `console.log("${"Planos e Serviços ".repeat(200)}");\n`;
  const folder = mkdtempSync(join(tmpdir(), "web-assets-"));
  let server: Server;

  before(async () => {
    writeFileSync(join(folder, "index-a1B2.js"), script);
    writeFileSync(join(folder, "secret.txt"), "no");
    const app = express();
    app.use("/assets", webAssets(folder));
    app.use((_, response) => void response.status(404).send("next"));
    server = createServer(app);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });

  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const fetched = (path: string, encoding = "gzip, br") =>
    new Promise<Got>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const headers = { "accept-encoding": encoding };
      get({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const { statusCode = 0, headers: given } = response;
          resolve({ status: statusCode, headers: given, bytes: Buffer.concat(parts) });
        });
      }).on("error", reject);
    });

  it("travel compressed, and are kept for a year", async () => {
    for (const time of ["first", "second"]) {
      const { status, headers, bytes } = await fetched("/assets/index-a1B2.js");
      expect([status, headers["content-encoding"]], time).to.deep.equal([200, "gzip"]);
      expect(headers["content-type"]).to.match(/javascript/);
      expect(headers["cache-control"]).to.contain("immutable");
      expect(bytes.length).to.be.below(script.length / 10);
      expect(gunzipSync(bytes).toString()).to.equal(script);
    }
  });

  it("are left to others where nobody takes them compressed, or where they are none", async () => {
    expect((await fetched("/assets/index-a1B2.js", "identity")).status).to.equal(404);
    for (const path of ["/assets/gone-9.js", "/assets/secret.txt", "/assets/..%2Fsecret.js"])
      expect((await fetched(path)).status, path).to.equal(404);
  });
});
