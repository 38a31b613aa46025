import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler } from "express";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { flatBody, plainPath, refusalOf } from "./hostile.ts";
import { toProblem } from "./problem.ts";
import { pageQuery } from "./schemas.ts";

describe("a hostile request", () => {
  let server: Server;
  let base: string;

  before((done) => {
    const app = express();
    const problems: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
      const { status, code } = toProblem(refusalOf(error) ?? error, "", "");
      response.status(status).json({ code });
    };
    app.use(plainPath, express.json({ strict: false }), flatBody);
    app.all("/customers/:id", (_, response) => void response.json({ code: "ok" }));
    app.use(problems);
    server = createServer((request, response) => app(request, response)).listen(
      0,
      "127.0.0.1",
      () => {
        base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        done();
      },
    );
  });
  after((done) => void server.close(done));

  const ask = async (path: string, headers: Record<string, string> = {}, body?: string) => {
    const sent = body === undefined ? {} : { method: "POST", body };
    const response = await fetch(base + path, { ...sent, headers });
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  const json = { "content-type": "application/json" };

  it("for an id that can be none asks no service", async () => {
    for (const path of ["%C3%A9", "%ff", "..%2f..%2f", "a%20b"]) {
      expect(await ask(`/customers/${path}`), path).to.deep.equal([404, "gateway.not_found"]);
    }
    expect(await ask("/customers/01-a")).to.deep.equal([200, "ok"]);
  });

  it("is refused as what it is, not answered as a bug of ours (S42)", async () => {
    const unsupported = [
      { ...json, "content-encoding": "foo" },
      { "content-type": "application/json; charset=koi8-r" },
    ];
    for (const headers of unsupported) {
      expect(await ask("/customers/1", headers, "{}")).to.deep.equal([415, "gateway.media_type"]);
    }
    const broken = { ...json, "content-encoding": "gzip" };
    const malformed = [400, "gateway.malformed_json"];
    expect(await ask("/customers/1", broken, "{}")).to.deep.equal(malformed);
    expect(await ask("/customers/1", json, "{")).to.deep.equal(malformed);
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    expect(await ask("/customers/1", json, deep)).to.deep.equal([400, "gateway.invalid"]);
    const tall = `{"a":[${"{},".repeat(20_000)}{}]}`;
    expect(await ask("/customers/1", json, tall)).to.deep.equal([200, "ok"]);
  });

  it("cannot bring letters into a cursor that no cursor has", () => {
    expect(pageQuery.safeParse({ cursor: "é" }).success).to.equal(false);
    expect(pageQuery.safeParse({ cursor: "01-a" }).success).to.equal(true);
  });
});
