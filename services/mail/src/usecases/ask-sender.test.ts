import { expect } from "chai";
import { describe, it } from "mocha";
import { refuse } from "../domain/errors.ts";
import { askSender } from "./ask-sender.ts";

const letter = {
  id: "l",
  mailboxId: "m",
  storageId: "s",
  businessUnitId: "u",
  recipient: "ana@example.com",
  sender: "bia@outside.example",
  subject: "x",
  arrival: "x",
  heldAt: new Date(0),
  askedAt: null,
};
const signer = { sign: (id: string) => id, read: (link: string) => link };

describe("asking the sender of a held letter (C76)", () => {
  const asking = (responseCode?: number) => {
    const cause = Object.assign(new Error("told"), { responseCode });
    const send = () => Promise.reject(refuse.server_away("not taken", { cause }));
    return askSender(send, signer, "http://x")(letter);
  };

  it("is given up where no letter to him is ever taken, and tried again otherwise", async () => {
    expect(await askSender(() => Promise.resolve("250 ok"), signer, "http://x")(letter)).to.equal(
      true,
    );
    expect(await asking(550)).to.equal(false);
    for (const code of [451, undefined]) {
      const failure = await asking(code).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(Error);
    }
  });
});
