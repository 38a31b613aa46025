import { samePassword } from "../domain/authentication.ts";
import type { SharedSecret } from "../protocol/authenticator.ts";
import { attributeNumber } from "../protocol/codes.ts";
import { authenticatorOf, type Packet } from "../protocol/packet.ts";
import { octets } from "../protocol/reader.ts";
import { decodeUserPassword } from "../protocol/user-password.ts";
import { matchesChap } from "./chap.ts";
import { matchesMsChap, msChapAccept, msChapReject, readMsChap } from "./ms-chap.ts";

/** Whether a request proves that its sender knows the password, and what the reply says of it. */
export type CredentialCheck = {
  readonly matches: boolean;
  /** Attributes that the method itself adds to an accept. */
  readonly reply: Buffer;
};

const nothing = Buffer.alloc(0);
const no: CredentialCheck = { matches: false, reply: nothing };

/** What a refusal says to who has proved nothing: the same, whether there is such a login or not. */
export function refusalOf(packet: Packet, username: string): Buffer {
  const msChap = readMsChap(packet, username);
  return msChap === undefined ? nothing : msChapReject(msChap);
}

/**
 * PAP, CHAP, MS-CHAP and MS-CHAPv2, by what the request carries; of several the strongest counts. A request
 * that carries none proves nothing.
 */
export function checkCredentials(
  packet: Packet,
  username: string,
  password: Uint8Array,
  key: SharedSecret,
): CredentialCheck {
  const msChap = readMsChap(packet, username);
  if (msChap !== undefined) {
    if (!matchesMsChap(msChap, password)) return no;
    return { matches: true, reply: msChapAccept(msChap, password, packet, key) };
  }
  const chap = octets(packet, attributeNumber.chapPassword);
  if (chap !== undefined) return { matches: matchesChap(packet, chap, password), reply: nothing };
  const pap = octets(packet, attributeNumber.userPassword);
  if (pap === undefined) return no;
  const sent = decodeUserPassword(pap, authenticatorOf(packet), key);
  const matches = sent !== undefined && sent.length > 0 && samePassword(sent, password);
  return { matches, reply: nothing };
}
