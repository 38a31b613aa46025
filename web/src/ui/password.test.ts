import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { generatePassword } from "./password.ts";

describe("the password generator (C19)", () => {
  it("makes a new one each time, without look-alike characters", () => {
    const made = new Set(Array.from({ length: 50 }, () => generatePassword(randomBytes)));
    expect(made.size).to.equal(50);
    for (const password of made)
      expect(password)
        .to.match(/^[a-zA-Z2-9]{12}$/)
        .and.not.match(/[lIoO]/);
  });
});
