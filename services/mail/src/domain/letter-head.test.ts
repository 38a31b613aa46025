import { expect } from "chai";
import { describe, it } from "mocha";
import { clientOf, headOf, isAutomatic, isFromLogin } from "./letter-head.ts";

const head = (...lines: string[]) => headOf(Buffer.from(`${lines.join("\r\n")}\r\n\r\nX-Body: no`));

describe("the head of a letter", () => {
  it("is read by names in lower case, unfolded, the newest line first", () => {
    const read = head(
      "Received: one",
      "Subject: a",
      " b",
      "Received: two",
      "no colon",
      ": no name",
    );
    expect([...read]).to.deep.equal([
      ["received", ["one", "two"]],
      ["subject", ["a b"]],
    ]);
  });

  it("is read in one go where it says one name, over and over (S50)", function () {
    this.timeout(1_000);
    expect(headOf(Buffer.from("a:\n".repeat(100_000))).get("a")).to.have.length(87_381);
  });

  it("says who handed the letter in by what our own Postfix wrote, and no line below it", () => {
    const ours =
      "Received: from mx.example (mx.example [192.0.2.7]) by mx (Postfix) with ESMTP id 1";
    const forged = "Received: from x (x [127.0.0.1]) by mx (Postfix) with ESMTPSA id 2";
    expect(clientOf(head(ours, forged))).to.deep.equal({ ip: "192.0.2.7", helo: "mx.example" });
    expect(isFromLogin(head(ours, forged))).to.equal(false);
    expect(isFromLogin(head(forged))).to.equal(true);
    expect(clientOf(head("Subject: none"))).to.deep.equal({ ip: "", helo: "" });
  });

  it("tells lists, machines and bounces, whom nobody asks anything (RFC 3834)", () => {
    const sender = "bia@outside.example";
    expect(isAutomatic(head("Subject: a"), sender)).to.equal(false);
    expect(isAutomatic(head("Subject: a"), "")).to.equal(true);
    expect(isAutomatic(head("List-Id: <x>"), sender)).to.equal(true);
    expect(isAutomatic(head("Auto-Submitted: auto-replied"), sender)).to.equal(true);
    expect(isAutomatic(head("Precedence: Bulk"), sender)).to.equal(true);
  });
});
