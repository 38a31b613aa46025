import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { afterEach, beforeEach, describe, it } from "mocha";
import { SMTPServer } from "smtp-server";
import { lmtpDelivery } from "./lmtp.ts";

const letter = Buffer.from("Subject: x\r\n\r\nx\r\n");
const envelope = { sender: "bia@outside.example", recipient: "ana@example.com" };

describe("delivery by LMTP", () => {
  let answer: { readonly code: number; readonly text: string } | null;
  let server: SMTPServer;

  beforeEach(async () => {
    server = new SMTPServer({
      lmtp: true,
      closeTimeout: 100,
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      onData(stream, _session, told) {
        stream.resume();
        stream.once("end", () => {
          if (answer === null) return told(null, "2.0.0 saved");
          return told(Object.assign(new Error(answer.text), { responseCode: answer.code }));
        });
      },
    });
    server.listen(0, "127.0.0.1");
    await once(server.server, "listening");
  });

  afterEach(() => new Promise<void>((closed) => server.close(() => closed())));

  const outcome = async () => {
    const { port } = server.server.address() as AddressInfo;
    return lmtpDelivery(`127.0.0.1:${port}`)(envelope, letter).then(
      (told) => ["taken", told],
      (error: unknown) => ["refused", Reflect.get(error as object, "responseCode")],
    );
  };

  it("tells what the server says", async () => {
    answer = null;
    expect(await outcome()).to.deep.equal(["taken", "250 2.0.0 saved"]);
  });

  it("fails where the server refuses a letter that it has heard to its end", async () => {
    answer = { code: 451, text: "4.3.0 not now" };
    expect(await outcome()).to.deep.equal(["refused", 451]);
    answer = { code: 552, text: "5.2.2 full" };
    expect(await outcome()).to.deep.equal(["refused", 552]);
  });
});
