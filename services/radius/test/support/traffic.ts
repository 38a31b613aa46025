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

/** Access servers under load, which repeat what is not acknowledged as RFC 5080 has it. */
export type Traffic = {
  readonly lines: readonly Line[];
  readonly acknowledged: () => number;
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
  let [turn, count, isStopped] = [0, 0, false];

  function request(line: Line, identifier: number): Buffer {
    const attributes: NamedAttribute[] = [
      { name: "User-Name", value: line.username },
      { name: "Acct-Session-Id", value: line.acctSessionId },
      { name: "Acct-Session-Time", value: line.sent },
      { name: "Acct-Input-Octets", value: line.sent * 3 },
      { name: "Acct-Output-Octets", value: line.sent * 7 },
    ];
    begin(writer, packetCode.accountingRequest, identifier);
    const status = line.sent === 1 ? acctStatus.start : acctStatus.interim;
    putInteger(writer, attributeNumber.acctStatusType, status);
    for (const attribute of attributes) putAttribute(writer, attribute);
    return Buffer.from(signRequest(writer, key));
  }

  async function run(): Promise<void> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    for (let identifier = 0; !isStopped; identifier = (identifier + 1) % 256) {
      const line = lines[turn % lines.length]!;
      turn += 1;
      line.sent += 1;
      const said = line.sent;
      if (!(await isAcknowledged(socket, request(line, identifier), port, () => isStopped)))
        continue;
      line.acknowledged = Math.max(line.acknowledged, said);
      count += 1;
    }
    socket.close();
  }

  const running = Array.from({ length: width }, run);
  return {
    lines,
    acknowledged: () => count,
    async stop() {
      isStopped = true;
      await Promise.all(running);
    },
  };
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
