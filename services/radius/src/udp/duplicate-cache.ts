import { type KeptOctets, keptOctets, octetsOf } from "../kept-octets.ts";

const authenticatorOffset = 4;
const headerBytes = 20;

type Entry = {
  readonly authenticator: KeptOctets;
  /** Absent while the request is still being worked on. */
  reply: KeptOctets | undefined;
};

/** A request that was not seen before, to be settled once. */
export type Fresh = {
  readonly answer: (reply: Buffer) => void;
  /** It could not be served: its retransmission is tried again. */
  readonly forget: () => void;
};

export type Seen = Fresh | "in-progress" | Buffer;

/**
 * Recognises retransmissions (RFC 5080 2.2.2): the same source, port, identifier and authenticator.
 * A repeated request gets the very reply that was sent before, and nothing while that is being made.
 *
 * Entries live in two generations that `turn` swaps, so that forgetting costs nothing per packet.
 */
export type DuplicateCache = {
  /** Remembers the request as in progress when it is new. */
  readonly look: (source: string, port: number, request: Buffer) => Seen;
  /** Called every few seconds; an entry lives for one to two such periods. */
  readonly turn: () => void;
};

/** Ten seconds of more requests than one process can answer; a flood with made-up ports is cut off there. */
const usualCapacity = 200_000;

/** Each generation has room for so many. */
export function duplicateCache(capacity = usualCapacity): DuplicateCache {
  let young = generation();
  let old = generation();

  function fresh(source: string, slot: number, entry: Entry): Fresh {
    return {
      answer(reply) {
        entry.reply = keptOctets(reply);
      },
      forget() {
        young.remove(source, slot, entry);
        old.remove(source, slot, entry);
      },
    };
  }

  function turn(): void {
    old = young;
    young = generation();
  }

  return {
    look(source, port, request) {
      const slot = port * identifiers + (request[1] ?? 0);
      const known = young.find(source, slot) ?? old.find(source, slot);
      const authenticator = keptOctets(request, authenticatorOffset, headerBytes);
      if (known?.authenticator === authenticator)
        return known.reply === undefined ? "in-progress" : octetsOf(known.reply);
      const entry: Entry = { authenticator, reply: undefined };
      if (young.size() >= capacity) turn();
      young.put(source, slot, entry);
      return fresh(source, slot, entry);
    },
    turn,
  };
}

const identifiers = 256;

/** Entries by source, and by port and identifier as one number: a text for each request would be garbage. */
function generation() {
  const bySource = new Map<string, Map<number, Entry>>();
  let size = 0;
  return {
    find: (source: string, slot: number) => bySource.get(source)?.get(slot),
    put(source: string, slot: number, entry: Entry): void {
      const slots = bySource.get(source) ?? new Map<number, Entry>();
      bySource.set(source, slots);
      size -= slots.size;
      slots.set(slot, entry);
      size += slots.size;
    },
    remove(source: string, slot: number, entry: Entry): void {
      const slots = bySource.get(source);
      if (slots?.get(slot) === entry && slots.delete(slot)) size -= 1;
    },
    size: () => size,
  };
}
