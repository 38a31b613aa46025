import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { type Difference, driftOf, found } from "../domain/drift.ts";
import { endsSessions, inStep, type Mailbox } from "../domain/mailbox.ts";
import { keepChanged, noteFound } from "./keep-mailbox.ts";
import type { Mail, MailServer } from "./ports.ts";

type Dependencies = {
  /** For looking; commits without waking anybody. */
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly server: MailServer;
  readonly clock: Clock;
};

const atOnce = 200;
const besideEachOther = 8;

/**
 * Sees that the server does what each changed mailbox asks for. It reads the rows itself, so that what is
 * left is to end sessions that were opened under what no longer holds, and to look whether it has read
 * them. True when there may be more.
 */
export function applyMailboxes(dependencies: Dependencies): () => Promise<boolean> {
  return async () => {
    const waiting = await dependencies.look(({ mailboxes }) => mailboxes.unapplied(atOnce));
    const left = waiting.values();
    const worker = async () => {
      for (const mailbox of left) await applyOne(dependencies, mailbox);
    };
    await Promise.all(Array.from({ length: besideEachOther }, worker));
    return waiting.length === atOnce;
  };
}

/** So long a server may still see what was before. */
const patienceMs = 15_000;

async function applyOne(dependencies: Dependencies, mailbox: Mailbox) {
  const { look, transact, server, clock } = dependencies;
  if (endsSessions(mailbox)) {
    const former = await look(({ aliases }) => aliases.of(mailbox.id));
    // Sessions were opened under the name that it had then.
    for (const address of [mailbox.address, ...former]) await server.kick(address);
  }
  const differences = driftOf(mailbox, await heldOf(dependencies, mailbox.address));
  const now = clock.now();
  const isEarly = now.getTime() - mailbox.real.at.getTime() < patienceMs;
  // What was just committed may not be what a connection of the server sees yet.
  if (differences.length > 0 && (isEarly || isAbsent(differences))) return;
  await transact(async (scope) => {
    const present = await scope.mailboxes.lock(mailbox.id, "all");
    if (present.version !== mailbox.version) return;
    if (differences.length > 0) await noteFound(scope, found(present, differences, now));
    else await keepChanged(scope, inStep(present, now));
  });
}

/** Whether the server does not know it, or still does: it stays pending until that is over. */
const isAbsent = ([first]: readonly Difference[]) => first === "served" || first === "unserved";

async function heldOf({ look, server }: Dependencies, address: string) {
  const served = await server.look(address);
  if (served === null) return null;
  const scripts = await look(({ mailboxes }) => mailboxes.servedScripts([address]));
  return { ...served, script: scripts.get(address) ?? "" };
}
