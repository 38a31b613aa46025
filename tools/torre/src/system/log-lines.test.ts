import { expect } from "chai";
import { pretty } from "./log-lines.ts";

describe("a line of a service's log", () => {
  it("becomes one readable line", () => {
    const line = JSON.stringify({
      level: 30,
      time: 1_795_000_000_123,
      pid: 7,
      hostname: "h",
      msg: "listening",
      port: 8421,
    });
    expect(pretty("plans", line)).to.match(
      /^\d\d:\d\d:\d\d\.123 plans {4}info {2}listening port=8421$/,
    );
  });

  it("shows the message of an error and not its stack", () => {
    const line = JSON.stringify({
      level: 50,
      time: 0,
      msg: "failed",
      err: { message: "gone", stack: "at x" },
    });
    expect(pretty("mail", line)).to.match(/error failed err="gone"$/);
  });

  it("stays as it is when it is not JSON, or only looks like it", () => {
    expect(pretty("nats", "[1] started")).to.match(/nats {5}\[1\] started$/);
    expect(pretty("nats", "{half")).to.match(/nats {5}\{half$/);
  });
});
