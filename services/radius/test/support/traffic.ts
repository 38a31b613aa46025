import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type NamedAttribute, putAttribute } from "../../src/protocol/attributes.ts";
import { sharedSecret, signRequest } from "../../src/protocol/authenticator.ts";
import { acctStatus, attributeNumber, packetCode } from "../../src/protocol/codes.ts";
import { begin, packetWriter, putInteger } from "../../src/protocol/writer.ts";

/** What an access server knows of one of its sessions. */
export type Line = {
  readonly username: string;
  readonly acctSessionId: string;
  /** Counters of the last packet that was sent, and of the last one that was acknowledged. */
  sent: number;
  acknowledged: number;
};

/**
 * Access servers under load, which repeat what is not acknowledged as RFC 5080 has it. Every other packet
 * moves a line's counters on; the others begin a session each, so that each one that is lost shows.
 */
export type Traffic = {
  readonly lines: readonly Line[];
  /** Acct-Session-Ids begin with it. */
  readonly prefix: string;
  /** Sessions of a single packet, a Start that was acknowledged. */
  readonly begun: readonly string[];
  readonly acknowledged: () => number;
  /** Resolves the moment so many more have been acknowledged. */
  readonly more: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type TrafficOptions = {
  readonly port: number;
  readonly secret: string;
  readonly prefix: string;
  readonly lines: number;
  /** Requests that are on their way at the same time. */
  readonly width: number;
};

const writer = packetWriter();
const patienceMs = 250;
const attempts = 12;

export async function startTraffic(options: TrafficOptions): Promise<Traffic> {
  const { port, secret, prefix, width } = options;
  const key = sharedSecret(Buffer.from(secret));
  const lines: Line[] = Array.from({ length: options.lines }, (_, index) => ({
    username: `${prefix}.${index}`,
    acctSessionId: `${prefix}-${index}`,
    sent: 0,
    acknowledged: 0,
  }));
  const begun: string[] = [];
  let [turn, count, isStopped] = [0, 0, false];
  const waiting = new Map<number, PromiseWithResolvers<void>>();

  function request(
    status: number,
    attributes: readonly NamedAttribute[],
    identifier: number,
  ): Buffer {
    begin(writer, packetCode.accountingRequest, identifier);
    putInteger(writer, attributeNumber.acctStatusType, status);
    for (const attribute of attributes) putAttribute(writer, attribute);
    return Buffer.from(signRequest(writer, key));
  }

  /** What is asked next, and what to note once it is acknowledged. */
  function next(): Asked {
    turn += 1;
    if (turn % 2 === 0) {
      const username = `${prefix}+${turn}`;
      return { ...startOf(username), note: () => begun.push(username) };
    }
    const line = lines[(turn >> 1) % lines.length]!;
    line.sent += 1;
    const said = line.sent;
    return {
      ...progressOf(line),
      note: () => (line.acknowledged = Math.max(line.acknowledged, said)),
    };
  }

  async function run(): Promise<void> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    for (let identifier = 0; !isStopped; identifier = (identifier + 1) % 256) {
      const { status, attributes, note } = next();
      const bytes = request(status, attributes, identifier);
      if (!(await isAcknowledged(socket, bytes, port, () => isStopped))) continue;
      note();
      count += 1;
      waiting.get(count)?.resolve();
      waiting.delete(count);
    }
    socket.close();
  }

  const running = Array.from({ length: width }, run);
  return {
    lines,
    prefix,
    begun,
    acknowledged: () => count,
    async more(further) {
      if (further === 0) return;
      const moment = waiting.get(count + further) ?? Promise.withResolvers<void>();
      waiting.set(count + further, moment);
      await moment.promise;
    },
    async stop() {
      isStopped = true;
      await Promise.all(running);
    },
  };
}

type Asked = {
  readonly status: number;
  readonly attributes: readonly NamedAttribute[];
  readonly note: () => unknown;
};

function startOf(username: string): Pick<Asked, "status" | "attributes"> {
  const attributes: NamedAttribute[] = [
    { name: "User-Name", value: username },
    { name: "Acct-Session-Id", value: username },
  ];
  return { status: acctStatus.start, attributes };
}

function progressOf({ username, acctSessionId, sent }: Line): Pick<Asked, "status" | "attributes"> {
  const attributes: NamedAttribute[] = [
    { name: "User-Name", value: username },
    { name: "Acct-Session-Id", value: acctSessionId },
    { name: "Acct-Session-Time", value: sent },
    { name: "Acct-Input-Octets", value: sent * 3 },
    { name: "Acct-Output-Octets", value: sent * 7 },
  ];
  return { status: sent === 1 ? acctStatus.start : acctStatus.interim, attributes };
}

async function isAcknowledged(
  socket: Socket,
  bytes: Buffer,
  port: number,
  isStopped: () => boolean,
): Promise<boolean> {
  for (let attempt = 0; attempt < attempts && !isStopped(); attempt += 1) {
    socket.send(bytes, port, "127.0.0.1");
    if (await isAnswered(socket, bytes)) return true;
  }
  return false;
}

function isAnswered(socket: Socket, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isHeard: boolean): void => {
      clearTimeout(timer);
      socket.off("message", hear);
      resolve(isHeard);
    };
    const hear = (answer: Buffer): void => {
      if (answer[0] === packetCode.accountingResponse && answer[1] === bytes[1]) settle(true);
    };
    const timer = setTimeout(settle, patienceMs, false);
    socket.on("message", hear);
  });
}
