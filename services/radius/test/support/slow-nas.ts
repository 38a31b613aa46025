import { createSocket } from "node:dgram";
import { once } from "node:events";
import { putPacket } from "../../src/protocol/attributes.ts";
import { type SharedSecret, signReply } from "../../src/protocol/authenticator.ts";
import { packetCode } from "../../src/protocol/codes.ts";
import { authenticatorOf, decodePacket, isMalformed } from "../../src/protocol/packet.ts";
import { packetWriter } from "../../src/protocol/writer.ts";

/** A Disconnect-Request as it arrived. */
export type Asked = { readonly fromPort: number; readonly text: string; readonly at: number };

/** A small device: what is more than it can do in a second it does not even look at. */
export type SlowNas = {
  readonly coaPort: number;
  readonly asked: readonly Asked[];
  readonly close: () => void;
};

const writer = packetWriter();

export async function openSlowNas(
  address: string,
  key: SharedSecret,
  perSecond: number,
): Promise<SlowNas> {
  const socket = createSocket("udp4");
  socket.bind(0, address);
  await once(socket, "listening");
  const asked: Asked[] = [];
  let [second, done] = [0, 0];
  socket.on("message", (datagram, { port, address: from }) => {
    const request = decodePacket(datagram);
    if (isMalformed(request)) return;
    const at = performance.now();
    asked.push({ fromPort: port, text: datagram.toString("latin1"), at });
    if (Math.floor(at / 1_000) !== second) [second, done] = [Math.floor(at / 1_000), 0];
    done += 1;
    if (done > perSecond) return;
    putPacket(writer, packetCode.disconnectAck, request.identifier, []);
    socket.send(Buffer.from(signReply(writer, authenticatorOf(request), key)), port, from);
  });
  return { coaPort: socket.address().port, asked, close: () => socket.close() };
}
