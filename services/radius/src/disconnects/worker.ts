import type { Transact } from "@isp/db";
import type { NasTable } from "../model/nas-table.ts";
import type { Disconnect, DisconnectOutcome } from "../usecases/disconnect-ports.ts";
import type { Radius } from "../usecases/ports.ts";
import type { RecordDisconnect } from "../usecases/record-disconnect.ts";
import type { StoredSession } from "../usecases/session-ports.ts";
import type { DisconnectSender } from "./sender.ts";

export type DisconnectWorker = {
  readonly look: Transact<Radius>;
  readonly nas: NasTable;
  readonly sender: DisconnectSender;
  readonly record: RecordDisconnect;
  /** One replica sends, so that an access server is asked at its pace and not once by each. */
  readonly leads: () => Promise<boolean>;
  readonly onAnswer: (answer: DisconnectOutcome["answer"]) => void;
  readonly onError: (error: unknown) => void;
};

/** So that one access server that is silent keeps no other one's sessions waiting. */
const atOncePerNas = 200;
const unknownNas: DisconnectOutcome = { answer: "timeout", errorCause: 0, attempts: 0 };

/** Takes queued disconnects and hands them to the sender; answers arrive in their own time. */
export function disconnectWorker(dependencies: DisconnectWorker): () => Promise<void> {
  const inHand = new Set<string>();
  const { look, leads, onError } = dependencies;
  return async () => {
    const queued = await look(({ disconnects }) => disconnects.queued(atOncePerNas));
    const fresh = queued.filter(({ id }) => !inHand.has(id));
    // The lease is renewed for as long as answers are waited for.
    if (fresh.length + inHand.size === 0 || !(await leads())) return;
    for (const disconnect of fresh) {
      inHand.add(disconnect.id);
      void finish(dependencies, disconnect)
        .catch(onError)
        .finally(() => inHand.delete(disconnect.id));
    }
  };
}

async function finish(
  { look, nas: table, sender, record, onAnswer }: DisconnectWorker,
  disconnect: Disconnect,
): Promise<void> {
  const session = await look(({ sessions }) => sessions.find(disconnect.sessionId));
  const nas = session === null ? undefined : table.findById(session.nasId);
  const outcome =
    session === null || nas === undefined ? unknownNas : await sender.send(nas, targetOf(session));
  await record(disconnect, outcome);
  onAnswer(outcome.answer);
}

function targetOf({ username, acctSessionId, state }: StoredSession) {
  return {
    username,
    acctSessionId,
    nasPortId: state.nasPortId ?? undefined,
    framedAddress: state.address?.value,
  };
}
