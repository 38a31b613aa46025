import {
  putMessageAuthenticator,
  type SharedSecret,
  signReply,
} from "../protocol/authenticator.ts";
import { attributeNumber, type PacketCode } from "../protocol/codes.ts";
import { authenticatorOf, headerBytes, type Packet } from "../protocol/packet.ts";
import { begin, packetWriter, putEncoded } from "../protocol/writer.ts";

const writer = packetWriter();

export type Reply = {
  readonly code: PacketCode;
  readonly attributes: Uint8Array;
  /** Every Access reply carries it first (BlastRADIUS); accounting replies need none. */
  readonly withMessageAuthenticator: boolean;
};

/** A signed reply, as a copy that the duplicate cache may keep. */
export function buildReply(request: Packet, reply: Reply, key: SharedSecret): Buffer {
  begin(writer, reply.code, request.identifier);
  if (reply.withMessageAuthenticator) putMessageAuthenticator(writer);
  putEncoded(writer, reply.attributes);
  copyProxyStates(request);
  return Buffer.from(signReply(writer, authenticatorOf(request), key));
}

/** RFC 2865 5.33: back to the proxy, unchanged and in their order. */
function copyProxyStates({ bytes }: Packet): void {
  for (let at = headerBytes; at < bytes.length; at += bytes[at + 1] ?? 2) {
    if (bytes[at] !== attributeNumber.proxyState) continue;
    putEncoded(writer, bytes.subarray(at, at + (bytes[at + 1] ?? 2)));
  }
}
