import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { listAttributes, type NamedAttribute, putPacket } from "../../src/protocol/attributes.ts";
import {
  hasValidResponseAuthenticator,
  putMessageAuthenticator,
  sharedSecret,
  signAccessRequest,
  signReply,
  signRequest,
} from "../../src/protocol/authenticator.ts";
import { attributeNumber, packetCode } from "../../src/protocol/codes.ts";
import {
  authenticatorOf,
  decodePacket,
  isMalformed,
  type Packet,
} from "../../src/protocol/packet.ts";
import { encodeUserPassword } from "../../src/protocol/user-password.ts";
import { begin, packetWriter, putInteger, putOctets, putText } from "../../src/protocol/writer.ts";
import { putAttribute } from "../../src/protocol/attributes.ts";

/** A small access server: it asks, accounts, and answers Disconnect-Requests. */
export type AccessServer = {
  readonly coaPort: number;
  readonly disconnects: Packet[];
  readonly changes: Packet[];
  /** What it answers to a Disconnect-Request: ack, nak with this Error-Cause, or nothing. */
  answer: "ack" | "silence" | number;
  /** The same for a CoA-Request. */
  changeAnswer: "ack" | "silence" | number;
  /** So long it thinks, so often it says it, and whether it signs with another secret. */
  manners: { lateMs: number; times: number; signsWrong: boolean };
  readonly access: (
    username: string,
    password: string,
    options?: AccessOptions,
  ) => Promise<Packet | undefined>;
  readonly account: (
    status: number,
    attributes: readonly NamedAttribute[],
  ) => Promise<Packet | undefined>;
  /** Sends octets as they are and waits for an answer. */
  readonly raw: (
    port: "auth" | "acct",
    bytes: Buffer,
    patienceMs?: number,
  ) => Promise<Packet | undefined>;
  readonly accountingRequest: (status: number, attributes: readonly NamedAttribute[]) => Buffer;
  readonly close: () => void;
};

export type AccessOptions = {
  readonly attributes?: readonly NamedAttribute[];
  readonly withoutMessageAuthenticator?: boolean;
  /** How long silence is waited for; short where silence is expected. */
  readonly patienceMs?: number;
};

export type AccessServerOptions = {
  readonly authPort: number;
  readonly acctPort: number;
  readonly secret: string;
  readonly waitMs?: number;
  /** Where it sends from; loopback has many addresses. */
  readonly address?: string;
};

const writer = packetWriter();
const disconnectCodes = { ack: packetCode.disconnectAck, nak: packetCode.disconnectNak };
const changeCodes = { ack: packetCode.coaAck, nak: packetCode.coaNak };

/** The customer's device, where a test does not name another: access servers name it nearly always. */
const device: NamedAttribute = { name: "Calling-Station-Id", value: "02:00:00:00:00:01" };

function withDevice(attributes: readonly NamedAttribute[]): readonly NamedAttribute[] {
  return attributes.some(({ name }) => name === device.name) ? attributes : [...attributes, device];
}

export async function openAccessServer(options: AccessServerOptions): Promise<AccessServer> {
  const { authPort, acctPort, secret, waitMs = 3_000, address = "127.0.0.1" } = options;
  const key = sharedSecret(Buffer.from(secret));
  const coa = createSocket("udp4");
  coa.bind(0, address);
  await once(coa, "listening");
  let identifier = 0;

  const ask = async (
    port: number,
    request: Buffer,
    patienceMs = waitMs,
  ): Promise<Packet | undefined> => {
    const socket = createSocket("udp4");
    socket.bind(0, address);
    const bytes = Buffer.from(request);
    socket.send(bytes, port, "127.0.0.1");
    const answer = await Promise.race([nextDatagram(socket), silence(patienceMs)]);
    socket.close();
    if (answer === undefined) return undefined;
    const packet = decodePacket(answer);
    if (isMalformed(packet)) throw new Error(`the server answered with ${packet}`);
    if (!hasValidResponseAuthenticator(packet, bytes.subarray(4, 20), key))
      throw new Error("the answer is not signed with the shared secret");
    return packet;
  };

  const accountingRequest = (status: number, attributes: readonly NamedAttribute[]): Buffer => {
    identifier = (identifier + 1) % 256;
    begin(writer, packetCode.accountingRequest, identifier);
    putInteger(writer, attributeNumber.acctStatusType, status);
    for (const attribute of withDevice(attributes)) putAttribute(writer, attribute);
    return Buffer.from(signRequest(writer, key));
  };

  const server: AccessServer = {
    coaPort: coa.address().port,
    disconnects: [],
    changes: [],
    answer: "ack",
    changeAnswer: "ack",
    manners: { lateMs: 0, times: 1, signsWrong: false },
    access(
      username,
      password,
      { attributes = [], withoutMessageAuthenticator = false, patienceMs } = {},
    ) {
      identifier = (identifier + 1) % 256;
      const random = randomBytes(16);
      begin(writer, packetCode.accessRequest, identifier);
      if (!withoutMessageAuthenticator) putMessageAuthenticator(writer);
      putText(writer, attributeNumber.userName, username);
      const hidden = encodeUserPassword(Buffer.from(password), random, key)!;
      putOctets(writer, attributeNumber.userPassword, hidden);
      for (const attribute of withDevice(attributes)) putAttribute(writer, attribute);
      return ask(authPort, signAccessRequest(writer, random, key), patienceMs);
    },
    account: (status, attributes) => ask(acctPort, accountingRequest(status, attributes)),
    raw: (port, bytes, patienceMs) => ask(port === "auth" ? authPort : acctPort, bytes, patienceMs),
    accountingRequest,
    close: () => coa.close(),
  };

  coa.on("message", (datagram, { port, address }) => {
    const request = decodePacket(datagram);
    if (isMalformed(request)) return;
    const isChange = request.code === packetCode.coaRequest;
    (isChange ? server.changes : server.disconnects).push(request);
    const wanted = isChange ? server.changeAnswer : server.answer;
    if (wanted === "silence") return;
    const codes = isChange ? changeCodes : disconnectCodes;
    const cause: NamedAttribute[] =
      wanted === "ack" ? [] : [{ name: "Error-Cause", value: wanted }];
    const { lateMs, times, signsWrong } = server.manners;
    putPacket(writer, wanted === "ack" ? codes.ack : codes.nak, request.identifier, cause);
    const signer = signsWrong ? sharedSecret(Buffer.from("another-secret")) : key;
    const reply = Buffer.from(signReply(writer, authenticatorOf(request), signer));
    setTimeout(() => {
      for (let said = 0; said < times; said += 1) coa.send(reply, port, address);
    }, lateMs);
  });
  return server;
}

export function attributeOf(packet: Packet | undefined, name: string): unknown {
  return packet && listAttributes(packet).find((attribute) => attribute.name === name)?.value;
}

async function nextDatagram(socket: Socket): Promise<Buffer> {
  const [bytes] = (await once(socket, "message")) as [Buffer];
  return bytes;
}

function silence(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined));
}
