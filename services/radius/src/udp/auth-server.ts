import type { RejectReason } from "../domain/authentication.ts";
import type { RadiusMetrics, SilenceReason } from "../metrics.ts";
import type { LoginEntry, LoginModel } from "../model/logins.ts";
import type { NasEntry, NasTable } from "../model/nas-table.ts";
import { attributeNumber } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import { text } from "../protocol/reader.ts";
import { admitAccess } from "./admit.ts";
import { authenticate } from "./authenticate.ts";
import type { DuplicateCache } from "./duplicate-cache.ts";
import type { Datagram, UdpServer } from "./socket.ts";

export type Rejection = {
  readonly username: string;
  readonly reason: RejectReason;
  readonly nasId: string;
  readonly mac: string;
  readonly nasPortId: string;
  readonly login: LoginEntry | undefined;
};

export type AuthDependencies = {
  readonly nas: NasTable;
  readonly logins: LoginModel;
  readonly duplicates: DuplicateCache;
  readonly metrics: Pick<RadiusMetrics, "silences" | "decisions" | "duplicates">;
  readonly onUnknownNas: (address: string) => void;
  readonly onRejected: (rejection: () => Rejection, key: string) => void;
};

/** Answers Access-Requests; everything it needs is in memory. */
export function authServer(
  dependencies: AuthDependencies,
): (datagram: Datagram, send: UdpServer["send"]) => void {
  const { nas: table, logins, duplicates, metrics } = dependencies;
  const silence = (reason: SilenceReason): void => metrics.silences.inc({ server: "auth", reason });

  return ({ bytes, address, port }, send) => {
    const nas = table.find(address);
    if (nas === undefined) {
      silence("unknown-nas");
      dependencies.onUnknownNas(address);
      return;
    }
    const packet = admitAccess(bytes, nas);
    if (typeof packet === "string") {
      silence(packet);
      return;
    }
    const seen = duplicates.look(address, port, packet.bytes);
    if (seen === "in-progress") {
      silence(seen);
      return;
    }
    if (seen !== "new") {
      metrics.duplicates.inc({ server: "auth" });
      send(seen, port, address);
      return;
    }
    const { reply, outcome, username, login } = authenticate(packet, nas, logins);
    duplicates.answer(address, port, packet.bytes, reply);
    send(reply, port, address);
    metrics.decisions.inc({ outcome });
    if (outcome === "accept") return;
    const key = `${outcome} ${login?.name ?? username}`;
    dependencies.onRejected(() => rejection(packet, nas, outcome, { username, login }), key);
  };
}

function rejection(
  packet: Packet,
  nas: NasEntry,
  reason: RejectReason,
  who: Pick<Rejection, "username" | "login">,
): Rejection {
  return {
    ...who,
    reason,
    nasId: nas.id,
    mac: text(packet, attributeNumber.callingStationId) ?? "",
    nasPortId: text(packet, attributeNumber.nasPortId) ?? "",
  };
}
