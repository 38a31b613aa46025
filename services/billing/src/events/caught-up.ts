import { durables, type Nats } from "@isp/messaging";
import type { CaughtUp } from "../usecases/ports.ts";

const patienceMs = 1_000;

/**
 * Asks NATS whether this service's readers are through. While NATS is away nobody can tell, and a
 * closing goes on with what is known.
 */
export function natsCaughtUp(nats: () => Nats | null): CaughtUp {
  const readers = durables.filter(({ owner }) => owner === "billing");
  return async () => {
    const connected = nats();
    if (connected === null) return true;
    const asked = readers.map(async ({ stream, durable }) => {
      const { num_pending: waiting, num_ack_pending: open } = await connected.jsm.consumers.info(
        stream,
        durable,
      );
      return waiting + open === 0;
    });
    const answered = Promise.all(asked).then(
      (through) => through.every(Boolean),
      () => true,
    );
    return Promise.race([answered, unanswered()]);
  };
}

function unanswered(): Promise<true> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(true), patienceMs).unref();
  });
}
