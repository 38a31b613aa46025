import { setTimeout as sleep } from "node:timers/promises";
import { acquireLease, type Transact } from "@isp/db";
import type { Clock, SecretBox } from "@isp/kernel";
import type { ServiceContext, Worker } from "@isp/runtime";
import { interimMs } from "./accounting/interval.ts";
import type { ControlSender } from "./control/sender.ts";
import { orders } from "./control/order.ts";
import { controlWorker } from "./control/worker.ts";
import { metricLabel } from "./domain/metric-label.ts";
import type { Readings } from "./events/readings.ts";
import type { RadiusMetrics } from "./metrics.ts";
import type { FreshModel } from "./model/keep-fresh.ts";
import type { SessionFollower } from "./model/follow-sessions.ts";
import type { IpModel } from "./model/ips.ts";
import type { AddressBlocks } from "./db/address-blocks.ts";
import type { AddressPools } from "./model/address-pools.ts";
import type { ClassModel } from "./model/classes.ts";
import { leaseBlocks } from "./model/lease-blocks.ts";
import type { UnitModel } from "./model/units.ts";
import type { LoginModel } from "./model/logins.ts";
import type { NasTable } from "./model/nas-table.ts";
import type { Accepts } from "./model/accepts.ts";
import type { OpenSessions } from "./model/open-sessions.ts";
import type { Rate } from "./replies/rate-limit.ts";
import { throttled } from "./throttled.ts";
import type { Telling } from "./udp/tell.ts";
import { applySteps } from "./usecases/apply-steps.ts";
import type { Mailboxes, Radius, Subscriptions } from "./usecases/ports.ts";
import { changeSpeeds } from "./usecases/change-speeds.ts";
import { cutDeleted } from "./usecases/cut-deleted.ts";
import { recordDisconnect } from "./usecases/record-disconnect.ts";
import { watchNetwork } from "./usecases/watch-network.ts";
import { forgetGone } from "./usecases/forget-gone.ts";
import { releaseReservations } from "./usecases/release-reservations.ts";
import { endRenames } from "./usecases/end-renames.ts";
import { settleMail } from "./usecases/settle-mail.ts";

/** What the service builds once. */
export type Parts = {
  readonly context: ServiceContext;
  readonly clock: Clock;
  readonly box: SecretBox;
  readonly metrics: RadiusMetrics;
  readonly logins: LoginModel;
  readonly ips: IpModel;
  readonly units: UnitModel;
  readonly classes: ClassModel;
  readonly pools: AddressPools;
  readonly blocks: AddressBlocks;
  readonly nas: NasTable;
  readonly open: OpenSessions;
  readonly accepts: Accepts;
  readonly follower: SessionFollower;
  readonly replicaId: string;
  readonly model: FreshModel;
  /** For looking and for accounting: its commits wake nobody. */
  readonly look: Transact<Radius>;
  /** For facts that change no login: its commits wake the relay. */
  readonly tell: Transact<Radius>;
  /** For everything else: its commits wake the relay, the workers and the model. */
  readonly transact: Transact<Radius>;
  readonly onError: (where: string) => (error: unknown) => void;
  readonly readings: Readings;
  readonly sender: ControlSender;
  readonly mailboxes: Mailboxes;
  readonly subscriptions: Subscriptions;
};

const leaseMs = 15_000;
const behindMs = 20;

/** What radius does by itself, again and again. */
export function workers(parts: Parts, telling: Telling): readonly Worker[] {
  const { context, model, look, transact, mailboxes, box, clock, nas, metrics } = parts;
  const onBehind = () => {
    model.nudge();
    return sleep(behindMs);
  };
  const wanted = () => parts.ips.poolIds().flatMap((id) => parts.classes.find(id) ?? []);
  const leads = async () =>
    (await acquireLease(context.db, "disconnects", parts.replicaId, leaseMs)) !== null;
  const sendRequests = controlWorker({
    look,
    nas,
    sender: parts.sender,
    record: recordDisconnect(transact, clock, interimMs),
    leads,
    orderOf: orders(parts),
    clock,
    onAnswer: (answer, kind) => metrics.disconnects.inc({ answer, kind }),
    onError: parts.onError("disconnect"),
  });
  return [
    model.worker,
    parts.follower.worker,
    throttled("addresses", { gapMs: 1_000 }, leaseBlocks({ ...parts, wanted })),
    throttled("steps", { gapMs: 0, everyMs: 250 }, applySteps({ look, transact, clock, onBehind })),
    throttled("disconnects", { gapMs: 0, everyMs: 500 }, sendRequests),
    throttled("deleted logins", { gapMs: 2_000 }, cutDeleted(look, clock)),
    throttled("speeds", { gapMs: 5_000 }, changeSpeeds({ ...parts, leads, ...speeds(parts) })),
    throttled("network", { gapMs: 30_000 }, watched(parts, leads)),
    throttled("facts", { gapMs: 200 }, telling.flush),
    throttled("mail passwords", { gapMs: 500 }, settleMail(look, transact, { mailboxes, box })),
    throttled("renames", { gapMs: 1_000 }, endRenames({ ...parts, failpoint: context.failpoint })),
    throttled("reservations", { gapMs: 60_000 }, releaseReservations(parts)),
    throttled("quarantine", { gapMs: 3_600_000 }, forgetGone(look, transact, clock)),
  ];
}

/** What the periods of the units mean for the logins in memory. */
function speeds({ logins, ips, units }: Parts) {
  return {
    periodOf: units.periodOf,
    differs(loginId: string): boolean {
      const login = logins.findById(loginId);
      if (login === undefined) return false;
      const own = ips.ofLogin(loginId).flatMap(({ reply }) => reply.speed ?? []);
      const grants = [login.grant, ...own.map((speed) => login.grant.withSpeed(speed))];
      return grants.some(({ rate }) => !isSameRate(rate("business"), rate("other")));
    },
  };
}

function isSameRate(one: Rate | undefined, other: Rate | undefined): boolean {
  return one?.downKbps === other?.downKbps && one?.upKbps === other?.upKbps;
}

function watched(parts: Parts, leads: () => Promise<boolean>): () => Promise<void> {
  const { tell: transact, nas, clock, metrics } = parts;
  const hearingSince = clock.now();
  const onOnline = (online: ReadonlyMap<string, number>, names: ReadonlyMap<string, string>) => {
    metrics.online.reset();
    for (const [id, sessions] of online) {
      const name = metricLabel(names.get(id) ?? id);
      metrics.online.set({ routing_point: name, routing_point_id: id }, sessions);
    }
  };
  const watch = watchNetwork({ transact, nas, intervalMs: interimMs, onOnline });
  return async () => {
    if (await leads()) await watch({ now: clock.now(), hearingSince });
  };
}
