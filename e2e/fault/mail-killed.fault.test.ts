import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { subjectsOf } from "../mail/clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "../mail/stand.ts";
import { at } from "../story/api.ts";

const letters = 1_000;
const besideEachOther = 8;
/** After so many letters each of these dies, in turn. */
const deaths: Readonly<Record<number, string>> = {
  150: "dovecot",
  300: "mail",
  450: "postfix",
  600: "dovecot",
  750: "mail",
  900: "postfix",
};

/** Dovecot remembers a letter right after it has kept it: one for each of its deaths may fall in between. */
const mostRepeated = Object.values(deaths).filter((victim) => victim === "dovecot").length;

describe("mail whose servers are killed", () => {
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    const mailboxes = { included: 5, additionalFeeCents: 0, quotaMb: 200 };
    owner = await stand.newcomer({ mailboxes });
  });

  it("is never lost once it was accepted, whoever dies in a run of 1,000 letters", async function () {
    this.timeout(400_000);
    await stand.mailbox(owner, "direta");
    await stand.mailbox(owner, "filtrada", { antivirus: true });
    const boxes = [`direta@${owner.domain}`, `filtrada@${owner.domain}`];
    const accepted = boxes.map(() => new Set<string>());
    const unanswered = new Set<string>();
    let next = 0;
    const sender = async () => {
      for (let number = next++; number < letters; number = next++) {
        const victim = deaths[number];
        if (victim !== undefined) stand.torre.killService(victim);
        const box = number % boxes.length;
        const subject = `carta ${number}`;
        const isTaken = await hand(stand, boxes[box] ?? "", subject);
        if (isTaken) accepted[box]?.add(subject);
        else unanswered.add(subject);
      }
    };
    await Promise.all(Array.from({ length: besideEachOther }, sender));
    // Only what was under way when Postfix died may have no answer.
    expect(unanswered.size).to.be.at.most(2 * besideEachOther);
    for (const [index, address] of boxes.entries()) {
      const wanted = accepted[index] ?? new Set();
      await eventually(
        async () => {
          flush(stand);
          const found = await read(stand, address);
          const known = new Set(found.filter((subject) => !unanswered.has(subject)));
          expect([...known].toSorted(), address).to.deep.equal([...wanted].toSorted());
          expect(found.length - new Set(found).size, address).to.be.at.most(mostRepeated);
        },
        { withinMs: 120_000, everyMs: 1_000 },
      );
    }
  });
});

/** What Postfix has put off is tried at once, since each failure doubles the time until the next attempt. */
function flush({ torre }: MailStand): void {
  execFileSync("postqueue", ["-c", join(torre.home.dir, "postfix"), "-f"]);
}

/** Hands one letter in; false where the answer to the whole letter was lost. */
async function hand({ clients }: MailStand, to: string, subject: string): Promise<boolean> {
  for (;;) {
    try {
      await clients.bring({ from: "lote@outside.example", to, subject });
      return true;
    } catch (error) {
      // Before the letter itself was handed over nothing was taken, and it is handed in again.
      if (at(error, "command") === "DATA") return false;
      await pause(100);
    }
  }
}

async function read({ clients }: MailStand, address: string): Promise<readonly string[]> {
  const session = await clients.open(address, secret);
  try {
    return await subjectsOf(session);
  } finally {
    await session.logout();
  }
}
