import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { driftOf, found, type HeldMailbox } from "../domain/drift.ts";
import type { Mailbox } from "../domain/mailbox.ts";
import { noteFound } from "./keep-mailbox.ts";
import type { Mail, MailServer } from "./ports.ts";

type Dependencies = {
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly server: Pick<MailServer, "lookAll">;
  readonly clock: Clock;
  /** Called with how many were found to differ once all were looked at. */
  readonly onCompared: (drifted: number) => void;
};

const atOnce = 100;

/**
 * Compares every mailbox with what its servers hold of it, and writes down where they differ. What is on
 * its way is left to who brings it there; nothing is mended before an operator says so.
 */
export function reconcileMailboxes(dependencies: Dependencies): () => Promise<void> {
  const { look, transact, onCompared } = dependencies;
  return async () => {
    await renderAnew(transact);
    let drifted = 0;
    let page: readonly Mailbox[];
    let after = "";
    do {
      page = await look(({ mailboxes }) => mailboxes.list({ ...everybody, after, limit: atOnce }));
      const settled = page.filter(
        ({ real }) => real.state === "in-step" || real.state === "drifted",
      );
      drifted += await comparePage(dependencies, settled);
      after = page.at(-1)?.id ?? "";
    } while (page.length === atOnce);
    onCompared(drifted);
  };
}

/** An earlier release wrote them otherwise: that is nothing that somebody did to a mailbox. */
async function renderAnew(transact: Transact<Mail>): Promise<void> {
  let after: string | null = "";
  while (after !== null) {
    const page: { readonly after: string; readonly limit: number } = { after, limit: atOnce };
    after = await transact(({ mailboxes }) => mailboxes.renderAnew(page));
  }
}

const everybody = { subscriptionIds: [], customerIds: [], units: "all" } as const;

async function comparePage(
  { look, transact, server, clock }: Dependencies,
  page: readonly Mailbox[],
): Promise<number> {
  if (page.length === 0) return 0;
  const addresses = page.map(({ address }) => address);
  const served = await server.lookAll(addresses);
  const scripts = await look(({ mailboxes }) => mailboxes.servedScripts(addresses));
  let drifted = 0;
  for (const mailbox of page) {
    const entry = served.get(mailbox.address);
    const held = entry && { ...entry, script: scripts.get(mailbox.address) ?? "" };
    if (await note({ transact, clock }, mailbox, held ?? null)) drifted++;
  }
  return drifted;
}

/** Whether it differs; what was changed since it was read is compared the next time. */
async function note(
  { transact, clock }: Pick<Dependencies, "transact" | "clock">,
  mailbox: Mailbox,
  held: HeldMailbox | null,
): Promise<boolean> {
  const differences = driftOf(mailbox, held);
  if (found(mailbox, differences, clock.now()) !== mailbox) {
    await transact(async (scope) => {
      const present = await scope.mailboxes.lock(mailbox.id, "all");
      if (present.version !== mailbox.version) return;
      await noteFound(scope, found(present, differences, clock.now()));
    });
  }
  return differences.length > 0;
}
