import { expect } from "chai";
import { describe, it } from "mocha";
import { listenUdp } from "./socket.ts";

describe("a UDP port", () => {
  it("takes no offence at an answer that is ready only after it was closed", async () => {
    const server = await listenUdp(
      { host: "127.0.0.1", port: 0 },
      () => undefined,
      (error) => expect.fail(String(error)),
    );
    await server.close();
    expect(() => server.send(Buffer.from("late"), 9, "127.0.0.1")).to.not.throw();
    await server.close();
  });
});
