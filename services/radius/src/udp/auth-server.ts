import type { RejectReason } from "../domain/authentication.ts";
import type { RadiusMetrics, SilenceReason } from "../metrics.ts";
import type { Clock } from "@isp/kernel";
import type { LoginEntry } from "../model/logins.ts";
import type { NasTable } from "../model/nas-table.ts";
import { admitAccess } from "./admit.ts";
import { type AuthModel, authenticate, type Decision } from "./authenticate.ts";
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
  readonly model: AuthModel;
  readonly clock: Clock;
  readonly duplicates: DuplicateCache;
  readonly metrics: Pick<RadiusMetrics, "silences" | "decisions" | "duplicates">;
  readonly onUnknownNas: (address: string) => void;
  readonly onRejected: (rejection: () => Rejection, key: string) => void;
};

/** Answers Access-Requests; everything it needs is in memory. */
export function authServer(
  dependencies: AuthDependencies,
): (datagram: Datagram, send: UdpServer["send"]) => void {
  const { nas: table, model, clock, duplicates, metrics } = dependencies;
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
    const decision = authenticate(packet, nas, model, clock.now().getTime());
    const { reply, outcome, username, login } = decision;
    duplicates.answer(address, port, packet.bytes, reply);
    send(reply, port, address);
    metrics.decisions.inc({ outcome });
    if (outcome === "accept") return;
    const key = `${outcome} ${login?.name ?? username}`;
    dependencies.onRejected(() => rejection(decision, outcome), key);
  };
}

function rejection({ username, login, from }: Decision, reason: RejectReason): Rejection {
  return { username, login, reason, ...from };
}
