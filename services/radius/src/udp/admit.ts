import type { SilenceReason } from "../metrics.ts";
import type { NasEntry } from "../model/nas-table.ts";
import {
  checkMessageAuthenticator,
  hasValidRequestAuthenticator,
} from "../protocol/authenticator.ts";
import { attributeNumber, packetCode } from "../protocol/codes.ts";
import { decodePacket, isMalformed, type Packet } from "../protocol/packet.ts";
import { offsetOf } from "../protocol/reader.ts";

/** A packet that may be answered, or why there must be silence. */
export type Admitted = Packet | SilenceReason;

/**
 * An Access-Request carries nothing that proves its origin but the Message-Authenticator. One that
 * passed through a proxy without it is what the BlastRADIUS attack needs.
 */
export function admitAccess(datagram: Buffer, nas: NasEntry): Admitted {
  const packet = decodePacket(datagram);
  if (isMalformed(packet)) return "malformed";
  if (packet.code !== packetCode.accessRequest && !isStatus(packet)) return "wrong-code";
  const check = checkMessageAuthenticator(packet, nas.key);
  if (check === "wrong") return "message-authenticator-wrong";
  if (check === "valid") return packet;
  if (nas.requireMessageAuthenticator || isStatus(packet)) return "message-authenticator-missing";
  if (offsetOf(packet, attributeNumber.proxyState) >= 0) return "proxy-state-unprotected";
  return packet;
}

export function admitAccounting(datagram: Buffer, nas: NasEntry): Admitted {
  const packet = decodePacket(datagram);
  if (isMalformed(packet)) return "malformed";
  if (isStatus(packet)) return admitStatus(packet, nas);
  if (packet.code !== packetCode.accountingRequest) return "wrong-code";
  if (!hasValidRequestAuthenticator(packet, nas.key)) return "request-authenticator-wrong";
  if (checkMessageAuthenticator(packet, nas.key) === "wrong") return "message-authenticator-wrong";
  return packet;
}

/** A proxy asks whether this server is alive (RFC 5997). */
export function isStatus({ code }: Packet): boolean {
  return code === packetCode.statusServer;
}

/** RFC 5997 3: its authenticator is random, so the Message-Authenticator alone proves it. */
function admitStatus(packet: Packet, nas: NasEntry): Admitted {
  const check = checkMessageAuthenticator(packet, nas.key);
  if (check === "valid") return packet;
  return check === "absent" ? "message-authenticator-missing" : "message-authenticator-wrong";
}
