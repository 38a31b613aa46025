import { putMessageAuthenticator, type SharedSecret, signRequest } from "./authenticator.ts";
import { attributeNumber, packetCode } from "./codes.ts";
import { ipv4Octets } from "./values.ts";
import { begin, type PacketWriter, putEncoded, putInteger, putOctets, putText } from "./writer.ts";

/** What identifies one session to the access server that holds it (RFC 5176 3). */
export type ControlTarget = {
  readonly username: string;
  readonly acctSessionId: string;
  readonly nasPortId: string | undefined;
  readonly framedAddress: string | undefined;
};

/** What an access server is asked: to end a session, or to go on with it under these attributes. */
export type ControlOrder =
  | { readonly kind: "disconnect"; readonly target: ControlTarget }
  | { readonly kind: "coa"; readonly target: ControlTarget; readonly attributes: Buffer };

/** The Event-Timestamp stays the same in every retransmission, as the identifier does. */
export type ControlStamp = { readonly identifier: number; readonly at: Date };

/** A signed Disconnect- or CoA-Request as a copy that may be sent again unchanged. */
export function controlRequest(
  writer: PacketWriter,
  order: ControlOrder,
  { identifier, at }: ControlStamp,
  key: SharedSecret,
): Buffer {
  const { kind, target } = order;
  const code = kind === "coa" ? packetCode.coaRequest : packetCode.disconnectRequest;
  begin(writer, code, identifier);
  putMessageAuthenticator(writer);
  putText(writer, attributeNumber.userName, target.username);
  putText(writer, attributeNumber.acctSessionId, target.acctSessionId);
  if (target.nasPortId !== undefined) putText(writer, attributeNumber.nasPortId, target.nasPortId);
  const framed = target.framedAddress && ipv4Octets(target.framedAddress);
  if (framed) putOctets(writer, attributeNumber.framedIpAddress, framed);
  if (kind === "coa") putEncoded(writer, order.attributes);
  putInteger(writer, attributeNumber.eventTimestamp, Math.floor(at.getTime() / 1_000));
  return Buffer.from(signRequest(writer, key));
}
