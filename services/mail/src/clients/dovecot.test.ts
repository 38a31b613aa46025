import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { afterEach, beforeEach, describe, it } from "mocha";
import { dovecot } from "./dovecot.ts";

const nobody = 67;
const failsForNow = 75;

describe("what Dovecot says of mailboxes", () => {
  let server: Server;
  let exitCodes: Record<string, number>;

  /** Answers as doveadm does: one that fails spoils the answer about all. */
  beforeEach(async () => {
    exitCodes = {};
    server = createServer((request, response) => {
      void request.toArray().then((chunks) => {
        const [[, { userMask }]] = JSON.parse(Buffer.concat(chunks).toString()) as [
          [string, { userMask: string[] }],
        ];
        const exitCode = userMask.map((address) => exitCodes[address]).findLast(Boolean);
        const served = userMask.map((address) => [address, { home: `/store/${address}` }]);
        const answer =
          exitCode === undefined
            ? ["doveadmResponse", Object.fromEntries(served), "torre"]
            : ["error", { type: "exitCode", exitCode }, "torre"];
        response.end(JSON.stringify([answer]));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  afterEach(() => server.close());

  const client = () => {
    const { port } = server.address() as AddressInfo;
    return dovecot({ url: `http://127.0.0.1:${port}/`, key: "k", storeDir: "/store" });
  };
  const addresses = ["ana", "bia", "caio"].map((name) => `${name}@example.com.br`);

  it("leaves out the one that it does not know, and no other", async () => {
    exitCodes = { "bia@example.com.br": nobody };
    const found = await client().lookAll(addresses);
    expect([...found.keys()]).to.deep.equal(["ana@example.com.br", "caio@example.com.br"]);
    expect(await client().look("bia@example.com.br")).to.equal(null);
  });

  it("is away, and knows nobody less, while it cannot look them up", async () => {
    exitCodes = { "bia@example.com.br": failsForNow };
    for (const attempt of [client().lookAll(addresses), client().look("bia@example.com.br")]) {
      const error = await attempt.catch((caught: unknown) => caught);
      expect(error).to.include({ code: "mail.server_away" });
    }
    exitCodes = { "ana@example.com.br": failsForNow, "caio@example.com.br": nobody };
    const error = await client()
      .lookAll(addresses)
      .catch((caught: unknown) => caught);
    expect(error).to.include({ code: "mail.server_away" });
  });
});
