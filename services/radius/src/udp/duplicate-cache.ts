const authenticatorOffset = 4;
const headerBytes = 20;

type Entry = {
  readonly authenticator: Buffer;
  /** Absent while the request is still being worked on. */
  reply: Buffer | undefined;
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
  let young = new Map<string, Entry>();
  let old = new Map<string, Entry>();

  function fresh(key: string, entry: Entry): Fresh {
    return {
      answer(reply) {
        entry.reply = reply;
      },
      forget() {
        if (young.get(key) === entry) young.delete(key);
        if (old.get(key) === entry) old.delete(key);
      },
    };
  }

  function turn(): void {
    old = young;
    young = new Map();
  }

  return {
    look(source, port, request) {
      const key = `${source} ${port} ${request[1]}`;
      const known = young.get(key) ?? old.get(key);
      if (known !== undefined && isSame(known.authenticator, request))
        return known.reply ?? "in-progress";
      const authenticator = Buffer.from(request.subarray(authenticatorOffset, headerBytes));
      const entry: Entry = { authenticator, reply: undefined };
      if (young.size >= capacity) turn();
      young.set(key, entry);
      return fresh(key, entry);
    },
    turn,
  };
}

function isSame(authenticator: Buffer, request: Buffer): boolean {
  return authenticator.compare(request, authenticatorOffset, headerBytes) === 0;
}
