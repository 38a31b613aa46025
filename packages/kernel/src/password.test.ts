import { expect } from "chai";
import { describe, it } from "mocha";
import { hashPassword, unmatchableHash, verifyPassword } from "./password.ts";

describe("password hashes", () => {
  it("open with their password and no other, and differ each time", async () => {
    const [one, two] = [await hashPassword("segredo"), await hashPassword("segredo")];
    expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).to.not.equal(two);
    expect(await verifyPassword("segredo", one)).to.equal(true);
    expect(await verifyPassword("segred0", one)).to.equal(false);
    expect(await verifyPassword("segredo", "plain")).to.equal(false);
    expect(await verifyPassword("segredo", unmatchableHash())).to.equal(false);
  });
});
