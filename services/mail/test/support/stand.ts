import { transactor } from "@isp/db";
import { newId, secretBox } from "@isp/kernel";
import { fakeClock, openTestDatabase } from "@isp/testing";
import { mailboxSchema } from "../../src/db/mailbox.schema.ts";
import { migrations } from "../../src/db/migrations/index.ts";
import { mailScope } from "../../src/db/scope.ts";
import { plainSettings } from "../../src/domain/mailbox.ts";
import { createMailbox, type NewMailbox } from "../../src/usecases/create-mailbox.ts";
import { editAliases } from "../../src/usecases/edit-aliases.ts";
import type { Mail, MailSubscription } from "../../src/usecases/ports.ts";

export const providerDomain = "provedor.com.br";

/** Quick, where nothing verifies a password. */
export const hash = (password: string) => Promise.resolve(`hash of ${password}`);

export const write = (rpc: string) => ({ requestId: newId(), rpc, fingerprint: "0".repeat(64) });

/** Mail with a database of its own, and plans that say of a subscription what the test says. */
export async function mailStand() {
  const clock = fakeClock("2026-06-10T12:00:00Z");
  const box = secretBox(Buffer.alloc(32, 7));
  const database = await openTestDatabase({ entities: [mailboxSchema], migrations });
  const transact = <Result>(work: (scope: Mail) => Promise<Result>) =>
    transactor(database.db, (manager) => mailScope(manager, clock, box))(work);
  const known = new Map<string, MailSubscription>();
  const readSubscription = (id: string) => Promise.resolve(known.get(id)!);
  const edits = { look: transact, transact, clock, hash, readSubscription };

  return {
    clock,
    database,
    transact,
    edits,
    subscription(more: Partial<MailSubscription> = {}): MailSubscription {
      const made: MailSubscription = {
        id: newId(),
        customerId: newId(),
        businessUnitId: "00000000-0000-7000-8000-000000000001",
        service: "on",
        terms: { included: 9, additionalFeeCents: 0n, planQuotaMb: 1_024 },
        options: [],
        mailDomains: [providerDomain],
        ...more,
      };
      known.set(made.id, made);
      return made;
    },
    async mailbox(under: MailSubscription, address: string, more: Partial<NewMailbox> = {}) {
      const wanted = { subscriptionId: under.id, address, password: "segredo123", quotaMb: 0 };
      const settings = { ...plainSettings, copyTo: "ana@fora.example", autoReply: "Volto já" };
      const whole = { ...wanted, isAdditional: false, isHeld: false, settings, ...more };
      return (await createMailbox(edits)(write("CreateMailbox"), whole, "all")).mailbox;
    },
    find: (id: string) => transact(({ mailboxes }) => mailboxes.find(id, "all")),
    alias: (mailboxId: string, address: string) =>
      editAliases(edits).add(write("AddAlias"), { mailboxId, address }, "all"),
    aliasesOf: (mailboxId: string) => transact(({ aliases }) => aliases.of(mailboxId)),
  };
}

export type MailStand = Awaited<ReturnType<typeof mailStand>>;
