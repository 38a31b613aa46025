import { putMessageAuthenticator, type SharedSecret, signRequest } from "./authenticator.ts";
import { attributeNumber, packetCode } from "./codes.ts";
import { ipv4Octets } from "./values.ts";
import { begin, type PacketWriter, putInteger, putOctets, putText } from "./writer.ts";

/** What identifies one session to the access server that holds it (RFC 5176 3). */
export type DisconnectTarget = {
  readonly username: string;
  readonly acctSessionId: string;
  readonly nasPortId: string | undefined;
  readonly framedAddress: string | undefined;
};

/** The Event-Timestamp stays the same in every retransmission, as the identifier does. */
export type DisconnectStamp = { readonly identifier: number; readonly at: Date };

/** A signed Disconnect-Request as a copy that may be sent again unchanged. */
export function disconnectRequest(
  writer: PacketWriter,
  target: DisconnectTarget,
  { identifier, at }: DisconnectStamp,
  key: SharedSecret,
): Buffer {
  begin(writer, packetCode.disconnectRequest, identifier);
  putMessageAuthenticator(writer);
  putText(writer, attributeNumber.userName, target.username);
  putText(writer, attributeNumber.acctSessionId, target.acctSessionId);
  if (target.nasPortId !== undefined) putText(writer, attributeNumber.nasPortId, target.nasPortId);
  const framed = target.framedAddress && ipv4Octets(target.framedAddress);
  if (framed) putOctets(writer, attributeNumber.framedIpAddress, framed);
  putInteger(writer, attributeNumber.eventTimestamp, Math.floor(at.getTime() / 1_000));
  return Buffer.from(signRequest(writer, key));
}
