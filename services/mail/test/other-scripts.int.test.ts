import { digestOf, newId } from "@isp/kernel";
import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import type { Mailbox } from "../src/domain/mailbox.ts";
import { sieveScript } from "../src/domain/sieve-script.ts";
import { applyMailboxes } from "../src/usecases/apply-mailboxes.ts";
import { reconcileMailboxes } from "../src/usecases/reconcile-mailboxes.ts";
import { type MailStand, mailStand, providerDomain } from "./support/stand.ts";

const earlier = 'redirect "ana@fora.example";';

describe("scripts that an earlier release wrote otherwise", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let id: string;

  before(async () => {
    stand = await mailStand();
  });
  after(() => stand.database.close());

  beforeEach(async () => {
    ({ id } = await stand.mailbox(
      stand.subscription(),
      `a${newId().slice(-10)}@${providerDomain}`,
    ));
    await applyMailboxes({ ...stand.edits, server })();
  });

  const served = ({ storageId, quotaMb }: Mailbox) => ({ home: `/store/${storageId}`, quotaMb });
  const holding = async (addresses: readonly string[]) => {
    const all = addresses.map((address) =>
      stand.transact(({ mailboxes }) => mailboxes.ofAddress(address)),
    );
    const held = (await Promise.all(all)).filter((mailbox) => mailbox !== null);
    return new Map(held.map((mailbox) => [mailbox.address, served(mailbox)]));
  };
  const server = {
    usage: () => Promise.resolve(null),
    destroy: () => Promise.resolve(),
    kick: () => Promise.resolve(0),
    look: async (address: string) => (await holding([address])).get(address) ?? null,
    lookAll: holding,
  };
  const compare = () =>
    reconcileMailboxes({ ...stand.edits, server, onCompared: () => undefined })();
  const write = (columns: string, values: readonly string[]) =>
    stand.database.db.query(`UPDATE mailboxes SET ${columns} WHERE id = ?`, [...values, id]);
  const script = async () => {
    const [row] = await stand.database.db.query<{ readonly script: string; scriptId: string }[]>(
      "SELECT script, script_id AS scriptId FROM mailboxes WHERE id = ?",
      [id],
    );
    return row;
  };

  it("are written anew, and no mailbox is shown as drifted for them", async () => {
    const wanted = sieveScript(await stand.find(id));
    await write("script = ?, script_id = ?, script_form = ''", [earlier, digestOf(earlier)]);
    await compare();
    expect((await stand.find(id)).real.state).to.equal("in-step");
    expect(await script()).to.include({ script: wanted, scriptId: digestOf(wanted) });
  });

  it("are shown where somebody changed them by hand, and stay as they are", async () => {
    await write("script = ?, script_id = ?, script_form = ''", [earlier, "x"]);
    await compare();
    expect((await stand.find(id)).real).to.include({ state: "drifted", reason: "drift-script" });
    expect(await script()).to.include({ script: earlier });
  });

  it("are told from settings that somebody changed by hand", async () => {
    await write("copy_to = ?", ["x@outside.example"]);
    await compare();
    expect((await stand.find(id)).real).to.include({ state: "drifted", reason: "drift-script" });
    expect((await script())?.script).to.include("ana@fora.example");
  });
});
