import type { Clock } from "@isp/kernel";
import type { RejectReason } from "../domain/authentication.ts";
import type { RadiusMetrics } from "../metrics.ts";
import type { LoginEntry } from "../model/logins.ts";
import type { NasTable } from "../model/nas-table.ts";
import type { WindowCount } from "../model/window-count.ts";
import { packetCode } from "../protocol/codes.ts";
import { admitAccess } from "./admit.ts";
import { type AuthModel, authenticate, type Decision } from "./authenticate.ts";
import type { DuplicateCache } from "./duplicate-cache.ts";
import { receive } from "./receive.ts";
import type { Datagram, UdpServer } from "./socket.ts";
import type { Telling } from "./tell.ts";

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
  readonly onRejected: Telling["rejected"];
  /** Rejections of the last minute, by login and reason. */
  readonly rejections: WindowCount;
  readonly rejectDelayMs: number;
};

/** The first rejections are told at once: people are waiting, and look at the reason. */
const promptRejections = 3;

/** Answers Access-Requests; everything it needs is in memory. */
export function authServer(
  dependencies: AuthDependencies,
): (datagram: Datagram, send: UdpServer["send"]) => void {
  const { model, clock, metrics, onRejected, rejections, rejectDelayMs } = dependencies;
  return receive({
    ...dependencies,
    server: "auth",
    admit: admitAccess,
    alive: packetCode.accessAccept,
    handle({ packet, nas, answer }) {
      const decision = authenticate(packet, nas, model, clock.now().getTime());
      const { reply, outcome, username, login } = decision;
      metrics.decisions.inc({ outcome });
      if (outcome === "accept") {
        answer(reply);
        return;
      }
      const key = `${outcome} ${login?.name ?? username}`;
      onRejected(() => rejection(decision, outcome), key, login !== undefined);
      // A router that is refused asks again at once, for days: a pause takes the turns out of that.
      if (rejections.note(key) <= promptRejections) answer(reply);
      else setTimeout(answer, rejectDelayMs, reply).unref();
    },
  });
}

function rejection({ username, login, from }: Decision, reason: RejectReason): Rejection {
  return { username, login, reason, ...from };
}
