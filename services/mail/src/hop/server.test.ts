import { expect } from "chai";
import { afterEach, beforeEach, describe, it } from "mocha";
import { lmtpDelivery } from "../clients/lmtp.ts";
import { type Hop, startHop } from "./server.ts";

const envelope = { sender: "bia@outside.example", recipient: "ana@example.com" };
const letter = Buffer.from(`Subject: x\r\n\r\n${"x".repeat(70)}\r\n`.repeat(1_000));

describe("the LMTP server of the hop", () => {
  let hop: Hop;
  let release: () => void;
  let taken: number;

  beforeEach(async () => {
    taken = 0;
    const released = new Promise<void>((done) => (release = done));
    hop = await startHop({
      port: 0,
      mostBytes: letter.length * 1.5,
      onFailure: () => undefined,
      async pass() {
        taken++;
        await released;
        return "250 2.0.0 saved";
      },
    });
  });

  afterEach(async function () {
    this.timeout(20_000);
    release();
    await hop.close();
  });

  const hand = () =>
    lmtpDelivery(`127.0.0.1:${hop.port}`)(envelope, letter).then(
      (told) => told,
      (error: unknown) => Reflect.get(error as object, "response"),
    );

  it("holds so much of letters at once, and has what is beyond come again", async () => {
    const first = hand();
    while (taken === 0) await new Promise((next) => setImmediate(next));
    expect(await hand()).to.equal("452 4.3.1 too much at once; try again");
    release();
    expect(await first).to.equal("250 2.0.0 saved");
    expect(await hand()).to.equal("250 2.0.0 saved");
    expect(taken).to.equal(2);
  });
});
