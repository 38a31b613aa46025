import { type RejectReason, decide, samePassword } from "../domain/authentication.ts";
import type { LoginEntry, LoginModel } from "../model/logins.ts";
import type { NasEntry } from "../model/nas-table.ts";
import { attributeNumber, packetCode } from "../protocol/codes.ts";
import { authenticatorOf, type Packet } from "../protocol/packet.ts";
import { octets, text } from "../protocol/reader.ts";
import { decodeUserPassword } from "../protocol/user-password.ts";
import { buildReply } from "./reply.ts";

export type Decision = {
  readonly reply: Buffer;
  readonly outcome: "accept" | RejectReason;
  readonly username: string;
  readonly login: LoginEntry | undefined;
};

const nothing = Buffer.alloc(0);

/** Decides one Access-Request by what is in memory, and writes the answer. */
export function authenticate(packet: Packet, nas: NasEntry, logins: LoginModel): Decision {
  const username = text(packet, attributeNumber.userName) ?? "";
  const login = logins.find(username);
  const outcome = decide({
    access: login,
    passwordMatches: login !== undefined && passwordMatches(packet, nas, login),
    routingPointId: nas.routingPointId,
  });
  const accepted = outcome === "accept" && login !== undefined;
  const reply = buildReply(
    packet,
    {
      code: accepted ? packetCode.accessAccept : packetCode.accessReject,
      attributes: accepted ? login.reply : nothing,
      withMessageAuthenticator: true,
    },
    nas.key,
  );
  return { reply, outcome, username, login };
}

function passwordMatches(packet: Packet, nas: NasEntry, login: LoginEntry): boolean {
  const hidden = octets(packet, attributeNumber.userPassword);
  if (hidden === undefined) return false;
  const sent = decodeUserPassword(hidden, authenticatorOf(packet), nas.key);
  return sent !== undefined && sent.length > 0 && samePassword(sent, login.password());
}
