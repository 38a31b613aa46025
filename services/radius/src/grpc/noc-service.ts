import type { radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { interimMs } from "../accounting/interval.ts";
import { deviceOf } from "../domain/mac.ts";
import { type MarkedCase, marksOf } from "../domain/session-marks.ts";
import { ipFor, type IpModel } from "../model/ips.ts";
import type { LoginModel } from "../model/logins.ts";
import type { NasTable } from "../model/nas-table.ts";
import { requirePoint } from "../usecases/disconnect-routing-point.ts";
import type { Radius } from "../usecases/ports.ts";
import type { StoredSession } from "../usecases/session-ports.ts";
import { toSessionMessage } from "./messages.ts";

export type NocDependencies = {
  readonly transact: Transact<Pick<Radius, "noc" | "network" | "sessions">>;
  readonly models: {
    readonly logins: LoginModel;
    readonly ips: IpModel;
    readonly nas: NasTable;
  };
  readonly clock: Clock;
};

const dayMs = 86_400_000;
const historyMs = 50 * 3_600_000;
const mostPoints = 10_000;
const mostSessions = 1_000;
const mostRead = 20_000;

export function nocService(
  dependencies: NocDependencies,
): Handlers<typeof radius.NocServiceService> {
  const { transact, clock } = dependencies;
  return {
    getNetworkHealth: (_, caller) => healthOf(dependencies, caller),
    async getOnlineHistory({ routingPointId }, caller) {
      const since = new Date(clock.now().getTime() - historyMs);
      const samples = await transact(async (scope) => {
        const points = await seenPoints(scope, routingPointId, caller);
        return scope.noc.samplesSince(since, points);
      });
      return { samples: [...samples] };
    },
    async listMarkedSessions({ routingPointId }, caller) {
      const open = await transact(async (scope) => {
        await requirePoint(scope, routingPointId, (unit) => sees(caller, unit));
        const filter = { username: "", address: "", at: null, openOnly: true, before: "" };
        const units = caller.units;
        return scope.sessions.list({ ...filter, routingPointId, units, limit: mostRead });
      });
      const now = clock.now().getTime();
      const marks = marksOf(
        open.map((session) => caseOf(session, dependencies.models)),
        { now, intervalMs: interimMs },
      );
      const marked = open
        .map((session) => ({ session, marks: [...(marks.get(session.id) ?? [])] }))
        .toSorted((one, other) => other.marks.length - one.marks.length)
        .slice(0, mostSessions);
      return {
        sessions: marked.map((one) => ({ ...one, session: toSessionMessage(one.session) })),
        total: open.length,
      };
    },
  };
}

/** The one that was asked for, or all that the caller sees. */
async function seenPoints(
  scope: Pick<Radius, "network">,
  routingPointId: string,
  caller: Caller,
): Promise<readonly string[] | "all"> {
  if (routingPointId !== "") {
    await requirePoint(scope, routingPointId, (unit) => sees(caller, unit));
    return [routingPointId];
  }
  const { units } = caller;
  if (units === "all") return "all";
  const points = await scope.network.pageRoutingPoints({ units, after: "", limit: mostPoints });
  return points.map(({ id }) => id);
}

async function healthOf(
  { transact, models, clock }: NocDependencies,
  { units }: Caller,
): Promise<radius.GetNetworkHealthResponse> {
  const now = clock.now();
  const yesterday = new Date(now.getTime() - dayMs);
  return transact(async ({ noc, network }) => {
    const points = await network.pageRoutingPoints({ units, after: "", limit: mostPoints });
    const ids = new Set(points.map(({ id }) => id));
    const isSeen = (id: string) => units === "all" || ids.has(id);
    const presences = await noc.presences();
    const before = await noc.onlineAt(yesterday);
    const silent = (await noc.silences()).flatMap((silence) => {
      const nas = models.nas.findById(silence.nasId);
      if (nas === undefined || !isSeen(nas.routingPointId ?? "")) return [];
      const { nasId, sessions: open, since } = silence;
      return [{ nasId, name: nas.name, routingPointId: nas.routingPointId ?? "", open, since }];
    });
    const rejects = await noc.rejectsSince(yesterday, units === "all" ? "all" : [...ids]);
    const counted = [...before].filter(([id]) => isSeen(id));
    return {
      online: presences
        .filter(({ routingPointId }) => isSeen(routingPointId))
        .reduce((sum, { sessions }) => sum + sessions, 0),
      yesterday:
        counted.length === 0 ? undefined : counted.reduce((sum, [, count]) => sum + count, 0),
      points: points.map(({ id, name }) => ({
        routingPointId: id,
        name,
        online: presences
          .filter(({ routingPointId }) => routingPointId === id)
          .reduce((sum, { sessions }) => sum + sessions, 0),
        yesterday: before.get(id),
      })),
      silent,
      rejects: rejects.map(({ reason, count }) => ({ reason, count: BigInt(count) })),
    };
  });
}

function caseOf(session: StoredSession, models: NocDependencies["models"]): MarkedCase {
  const { id, username, nasId, loginId, state } = session;
  return {
    id,
    username,
    nasId,
    mac: state.mac ?? "",
    nasPortId: state.nasPortId ?? "",
    address: state.address?.value ?? null,
    lastReportAt: state.lastReportAt,
    ...grantedTo(loginId ?? "", state.mac ?? "", models),
  };
}

function grantedTo(loginId: string, mac: string, { logins, ips }: NocDependencies["models"]) {
  return {
    fixedAddress: ipFor(ips.ofLogin(loginId), deviceOf(mac))?.reply.address ?? null,
    limit: logins.findById(loginId)?.grant.simultaneousUse ?? 0,
  };
}
