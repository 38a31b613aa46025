const authenticatorOffset = 4;
const headerBytes = 20;

type Entry = {
  readonly authenticator: Buffer;
  /** Absent while the request is still being worked on. */
  reply: Buffer | undefined;
};

export type Seen = "new" | "in-progress" | Buffer;

/**
 * Recognises retransmissions (RFC 5080 2.2.2): the same source, port, identifier and authenticator.
 * A repeated request gets the very reply that was sent before, and nothing while that is being made.
 *
 * Entries live in two generations that `turn` swaps, so that forgetting costs nothing per packet.
 */
export type DuplicateCache = {
  /** Remembers the request as in progress when it is new. */
  readonly look: (source: string, port: number, request: Buffer) => Seen;
  readonly answer: (source: string, port: number, request: Buffer, reply: Buffer) => void;
  /** Forgets a request that could not be served, so that its retransmission is tried again. */
  readonly forget: (source: string, port: number, request: Buffer) => void;
  /** Called every few seconds; an entry lives for one to two such periods. */
  readonly turn: () => void;
};

export function duplicateCache(): DuplicateCache {
  let young = new Map<string, Entry>();
  let old = new Map<string, Entry>();

  function find(key: string, request: Buffer): Entry | undefined {
    const entry = young.get(key) ?? old.get(key);
    return entry !== undefined && isSame(entry.authenticator, request) ? entry : undefined;
  }

  return {
    look(source, port, request) {
      const key = keyOf(source, port, request);
      const entry = find(key, request);
      if (entry !== undefined) return entry.reply ?? "in-progress";
      const authenticator = Buffer.from(request.subarray(authenticatorOffset, headerBytes));
      young.set(key, { authenticator, reply: undefined });
      return "new";
    },
    answer(source, port, request, reply) {
      const entry = find(keyOf(source, port, request), request);
      if (entry !== undefined) entry.reply = reply;
    },
    forget(source, port, request) {
      const key = keyOf(source, port, request);
      if (find(key, request) === undefined) return;
      young.delete(key);
      old.delete(key);
    },
    turn() {
      old = young;
      young = new Map();
    },
  };
}

function keyOf(source: string, port: number, request: Buffer): string {
  return `${source} ${port} ${request[1]}`;
}

function isSame(authenticator: Buffer, request: Buffer): boolean {
  return authenticator.compare(request, authenticatorOffset, headerBytes) === 0;
}
