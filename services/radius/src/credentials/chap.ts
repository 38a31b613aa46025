import { hash, timingSafeEqual } from "node:crypto";
import { attributeNumber } from "../protocol/codes.ts";
import { authenticatorOf, type Packet } from "../protocol/packet.ts";
import { octets } from "../protocol/reader.ts";

const chapPasswordBytes = 17;

/** RFC 2865 5.3: the challenge is the request's authenticator where it has no attribute of its own. */
export function matchesChap(packet: Packet, sent: Buffer, password: Uint8Array): boolean {
  if (sent.length !== chapPasswordBytes) return false;
  const challenge = octets(packet, attributeNumber.chapChallenge) ?? authenticatorOf(packet);
  const input = Buffer.concat([sent.subarray(0, 1), password, challenge]);
  return timingSafeEqual(hash("md5", input, "buffer"), sent.subarray(1));
}
