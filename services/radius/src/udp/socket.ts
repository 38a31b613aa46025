import { createSocket, type Socket, type SocketOptions } from "node:dgram";

export type Datagram = {
  readonly bytes: Buffer;
  readonly address: string;
  readonly port: number;
};

export type UdpServer = {
  readonly port: number;
  readonly send: (reply: Buffer, port: number, address: string) => void;
  readonly close: () => Promise<void>;
};

/** A burst after a power cut waits here instead of being lost while the process is busy. */
const receiveBufferBytes = 4 * 1024 * 1024;

/** Listens and hands over each datagram; what `handle` throws is a bug and is told, never fatal. */
export async function listenUdp(
  { host, port }: { readonly host: string; readonly port: number },
  handle: (datagram: Datagram, send: UdpServer["send"]) => void,
  onError: (error: unknown) => void,
): Promise<UdpServer> {
  const [type, family] = host.includes(":") ? (["udp6", 6] as const) : (["udp4", 4] as const);
  // Answers go where the request came from: there is no name to be looked up.
  const lookup: SocketOptions["lookup"] = (address, _, found) => found(null, address, family);
  const socket = createSocket({ type, lookup });
  let closed: Promise<void> | undefined;
  const send: UdpServer["send"] = (reply, toPort, address) => {
    // A refusal that was held back, or a packet that was still being written: nobody can hear it now.
    if (closed !== undefined) return;
    // A reply that cannot be sent is a lost datagram: the access server asks again, and nobody waits to know.
    socket.send(reply, toPort, address);
  };
  socket.on("error", onError);
  socket.on("message", (bytes, { address, port: from }) => {
    // Nobody can be answered there, and the socket throws where that is tried (S14).
    if (from === 0) return;
    try {
      handle({ bytes, address: plainAddress(address), port: from }, send);
    } catch (error) {
      onError(error);
    }
  });
  await bound(socket, host, port);
  enlarge(socket);
  return {
    port: socket.address().port,
    send,
    close: () => (closed ??= new Promise((resolve) => socket.close(() => resolve()))),
  };
}

function bound(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, host, () => {
      socket.off("error", reject);
      resolve();
    });
  });
}

/** The kernel may allow less; the default still works. */
function enlarge(socket: Socket): void {
  try {
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch {
    return;
  }
}

/** An IPv4 address as an IPv6 socket shows it is the same access server. */
function plainAddress(address: string): string {
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}
