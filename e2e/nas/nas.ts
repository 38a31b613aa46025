import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type NamedAttribute,
  putAttribute,
} from "../../services/radius/src/protocol/attributes.ts";
import {
  hasValidResponseAuthenticator,
  putMessageAuthenticator,
  type SharedSecret,
  sharedSecret,
  signAccessRequest,
  signRequest,
} from "../../services/radius/src/protocol/authenticator.ts";
import {
  acctStatus,
  attributeNumber,
  packetCode,
} from "../../services/radius/src/protocol/codes.ts";
import {
  decodePacket,
  isMalformed,
  type Packet,
} from "../../services/radius/src/protocol/packet.ts";
import { encodeUserPassword } from "../../services/radius/src/protocol/user-password.ts";
import {
  begin,
  packetWriter,
  putInteger,
  putOctets,
  putText,
} from "../../services/radius/src/protocol/writer.ts";
import { answerControl, type Habits, usualHabits } from "./control.ts";
import { type NasSession, openSession } from "./session.ts";

export type NasOptions = {
  readonly radius: {
    readonly host: string;
    readonly authPort: number;
    readonly acctPort: number;
  };
  readonly secret: string;
  /** Where it speaks from: any address of 127/8, so that one machine holds many access servers. */
  readonly address?: string;
  readonly habits?: Partial<Habits>;
};

/** An access server for tests: it asks, accounts, repeats what is not answered, and obeys RFC 5176. */
export type Nas = {
  readonly address: string;
  readonly coaPort: number;
  /** May be changed at any time. */
  readonly habits: Habits;
  /** Every Disconnect- and CoA-Request that was genuine, in order. */
  readonly asked: Packet[];
  readonly sessions: Map<string, NasSession>;
  readonly access: (
    username: string,
    password: string,
    attributes?: readonly NamedAttribute[],
  ) => Promise<Packet | undefined>;
  readonly account: (
    status: number,
    attributes: readonly NamedAttribute[],
  ) => Promise<Packet | undefined>;
  /** Authenticates and starts a session; undefined where the server says no. */
  readonly connect: (
    username: string,
    password: string,
    about?: { readonly mac?: string; readonly framedAddress?: string },
  ) => Promise<NasSession | undefined>;
  /** Says that it restarted; what was open is forgotten. */
  readonly restart: () => Promise<void>;
  /** Everybody is off, and nobody is told. */
  readonly losePower: () => void;
  readonly close: () => void;
};

const writer = packetWriter();

export async function openNas(options: NasOptions): Promise<Nas> {
  const { radius, secret, address = "127.0.0.1" } = options;
  const key = sharedSecret(Buffer.from(secret));
  const habits: Habits = { ...usualHabits, ...options.habits };
  const [client, coa] = await Promise.all([boundSocket(address), boundSocket(address)]);
  const waiting = new Map<string, (reply: Packet) => void>();
  let identifier = 0;
  client.on("message", (datagram, { port }) => {
    const reply = decodePacket(datagram);
    if (!isMalformed(reply)) waiting.get(`${port} ${reply.identifier}`)?.(reply);
  });

  /** RFC 5080 2.2.1: the same octets again after a time that doubles, give or take a tenth. */
  async function ask(port: number, request: Buffer): Promise<Packet | undefined> {
    const name = `${port} ${request[1] ?? 0}`;
    const answer = new Promise<Packet>((resolve) => waiting.set(name, resolve));
    try {
      for (let attempt = 0; attempt < habits.attempts; attempt += 1) {
        client.send(request, port, radius.host);
        const patienceMs = habits.firstRetryMs * 2 ** attempt * (0.9 + Math.random() * 0.2);
        const reply = await Promise.race([answer, sleep(patienceMs, undefined)]);
        if (reply !== undefined && isGenuine(reply, request, key)) return reply;
      }
      return undefined;
    } finally {
      waiting.delete(name);
    }
  }

  const next = () => (identifier = (identifier + 1) % 256);
  const nas: Nas = {
    address,
    coaPort: coa.address().port,
    habits,
    asked: [],
    sessions: new Map(),
    access: (username, password, attributes = []) => {
      const random = randomBytes(16);
      begin(writer, packetCode.accessRequest, next());
      if (!habits.omitsMessageAuthenticator) putMessageAuthenticator(writer);
      putText(writer, attributeNumber.userName, username);
      const hidden = encodeUserPassword(Buffer.from(password), random, key);
      if (hidden === undefined) throw new Error("the password is too long for RADIUS");
      putOctets(writer, attributeNumber.userPassword, hidden);
      for (const attribute of attributes) putAttribute(writer, attribute);
      return ask(radius.authPort, Buffer.from(signAccessRequest(writer, random, key)));
    },
    account: (status, attributes) => {
      begin(writer, packetCode.accountingRequest, next());
      putInteger(writer, attributeNumber.acctStatusType, status);
      for (const attribute of attributes) putAttribute(writer, attribute);
      return ask(radius.acctPort, Buffer.from(signRequest(writer, key)));
    },
    connect: (username, password, about = {}) => openSession(nas, { username, password, ...about }),
    async restart() {
      nas.sessions.clear();
      await nas.account(acctStatus.accountingOn, []);
    },
    losePower: () => nas.sessions.clear(),
    close() {
      client.close();
      coa.close();
    },
  };
  answerControl(coa, nas, key);
  return nas;
}

async function boundSocket(address: string): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.bind(0, address);
  await once(socket, "listening");
  return socket;
}

function isGenuine(reply: Packet, request: Buffer, key: SharedSecret): boolean {
  return hasValidResponseAuthenticator(reply, request.subarray(4, 20), key);
}
