import type { RadiusMetrics, SilenceReason } from "../metrics.ts";
import type { NasEntry, NasTable } from "../model/nas-table.ts";
import type { PacketCode } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import { type Admitted, isStatus } from "./admit.ts";
import type { DuplicateCache } from "./duplicate-cache.ts";
import { realNas } from "./real-nas.ts";
import { buildReply } from "./reply.ts";
import type { Datagram, UdpServer } from "./socket.ts";

/** A request that deserves an answer, once. */
export type Received = {
  readonly packet: Packet;
  /** The access server it is about; with the secret of whoever sent it. */
  readonly nas: NasEntry;
  readonly answer: (reply: Buffer) => void;
  /** It could not be served: no answer, and its retransmission is tried afresh. */
  readonly fail: (reason: SilenceReason) => void;
};

export type ReceiveOptions = {
  readonly server: "auth" | "acct";
  readonly nas: NasTable;
  readonly admit: (datagram: Buffer, sender: NasEntry) => Admitted;
  readonly duplicates: DuplicateCache;
  readonly metrics: Pick<RadiusMetrics, "silences" | "duplicates">;
  readonly onUnknownNas: (address: string) => void;
  /** What says that the server is alive (RFC 5997 4.2). */
  readonly alive: PacketCode;
  readonly handle: (request: Received) => void;
};

const nothing = Buffer.alloc(0);

/** What both ports do before they look at what is asked; each of these gates ends in silence. */
export function receive(
  options: ReceiveOptions,
): (datagram: Datagram, send: UdpServer["send"]) => void {
  const { server, nas: table, admit, duplicates, metrics, alive, handle } = options;
  const silence = (reason: SilenceReason): void => metrics.silences.inc({ server, reason });

  return ({ bytes, address, port }, send) => {
    const sender = table.find(address);
    if (sender === undefined) {
      silence("unknown-nas");
      options.onUnknownNas(address);
      return;
    }
    const packet = admit(bytes, sender);
    if (typeof packet === "string") {
      silence(packet);
      return;
    }
    if (isStatus(packet)) {
      const reply = { code: alive, attributes: nothing, withMessageAuthenticator: true };
      send(buildReply(packet, reply, sender.key), port, address);
      return;
    }
    const seen = duplicates.look(address, port, packet.bytes);
    if (seen === "in-progress") {
      silence(seen);
      return;
    }
    if (Buffer.isBuffer(seen)) {
      metrics.duplicates.inc({ server });
      send(seen, port, address);
      return;
    }
    handle({
      packet,
      nas: realNas(packet, sender, table),
      answer(reply) {
        seen.answer(reply);
        send(reply, port, address);
      },
      fail(reason) {
        seen.forget();
        silence(reason);
      },
    });
  };
}
