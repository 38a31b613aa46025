import { type CredentialCheck, checkCredentials } from "../credentials/check.ts";
import { type RejectReason, decide } from "../domain/authentication.ts";
import type { LoginEntry, LoginModel } from "../model/logins.ts";
import type { NasEntry } from "../model/nas-table.ts";
import { attributeNumber, packetCode } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import { text } from "../protocol/reader.ts";
import { buildReply } from "./reply.ts";

export type Decision = {
  readonly reply: Buffer;
  readonly outcome: "accept" | RejectReason;
  readonly username: string;
  readonly login: LoginEntry | undefined;
};

const unproven: CredentialCheck = { matches: false, reply: Buffer.alloc(0) };

/** Decides one Access-Request by what is in memory, and writes the answer. */
export function authenticate(packet: Packet, nas: NasEntry, logins: LoginModel): Decision {
  const username = text(packet, attributeNumber.userName) ?? "";
  const login = logins.find(username);
  const credentials =
    login === undefined ? unproven : checkCredentials(packet, username, login.password(), nas.key);
  const outcome = decide({
    access: login,
    passwordMatches: credentials.matches,
    routingPointId: nas.routingPointId,
  });
  const accepted = outcome === "accept" && login !== undefined;
  const reply = buildReply(
    packet,
    {
      code: accepted ? packetCode.accessAccept : packetCode.accessReject,
      attributes: accepted
        ? Buffer.concat([login.reply, credentials.reply])
        : rejectAttributes(outcome, credentials),
      withMessageAuthenticator: true,
    },
    nas.key,
  );
  return { reply, outcome, username, login };
}

/** A method's own word of failure belongs to a wrong password only; a success proof never to a reject. */
function rejectAttributes(outcome: Decision["outcome"], { reply }: CredentialCheck): Buffer {
  return outcome === "wrong-password" ? reply : unproven.reply;
}
