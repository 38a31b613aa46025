import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { NasEntry, NasTable } from "../model/nas-table.ts";
import type { ControlKind, Disconnect, DisconnectOutcome } from "../usecases/disconnect-ports.ts";
import type { Radius } from "../usecases/ports.ts";
import type { RecordDisconnect } from "../usecases/record-disconnect.ts";
import type { OrderOf } from "./order.ts";
import type { ControlSender } from "./sender.ts";

export type ControlWorker = {
  readonly look: Transact<Radius>;
  readonly nas: NasTable;
  readonly sender: ControlSender;
  readonly record: RecordDisconnect;
  /** One replica sends, so that an access server is asked at its pace and not once by each. */
  readonly leads: () => Promise<boolean>;
  readonly orderOf: OrderOf;
  readonly clock: Clock;
  readonly onAnswer: (answer: DisconnectOutcome["answer"], kind: ControlKind) => void;
  readonly onError: (error: unknown) => void;
};

/** So that one access server that is silent keeps no other one's sessions waiting. */
const atOncePerNas = 200;
const unknownNas: DisconnectOutcome = { answer: "timeout", errorCause: 0, attempts: 0 };
/** RFC 5176 3.5, as the access server would say it: what is wanted cannot be told while the session runs. */
const unchangeable: DisconnectOutcome = { answer: "nak", errorCause: 401, attempts: 0 };
/** By then every replica has read what a change is about; they look every two seconds. */
const settlesMs = 2_500;

/** Takes queued disconnects and hands them to the sender; answers arrive in their own time. */
export function controlWorker(dependencies: ControlWorker): () => Promise<void> {
  const inHand = new Set<string>();
  const { look, leads, clock, onError } = dependencies;
  return async () => {
    const changesBefore = new Date(clock.now().getTime() - settlesMs);
    // What is answered while the queue is read is in what was read, and not in hand any more.
    const before = new Set(inHand);
    const queued = await look(({ disconnects }) => disconnects.queued(atOncePerNas, changesBefore));
    const fresh = queued.filter(({ id }) => !before.has(id) && !inHand.has(id));
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
  { look, nas: table, sender, orderOf, record, onAnswer }: ControlWorker,
  disconnect: Disconnect,
): Promise<void> {
  const session = await look(({ sessions }) => sessions.find(disconnect.sessionId));
  const nas = session === null ? undefined : table.findById(session.nasId);
  const outcome =
    session === null || nas === undefined
      ? unknownNas
      : await ask(orderOf(disconnect.kind, session, nas), nas, sender);
  await record(disconnect, outcome);
  onAnswer(outcome.answer, disconnect.kind);
}

function ask(
  order: ReturnType<OrderOf>,
  nas: NasEntry,
  sender: ControlSender,
): Promise<DisconnectOutcome> {
  return order === undefined ? Promise.resolve(unchangeable) : sender.send(nas, order);
}
