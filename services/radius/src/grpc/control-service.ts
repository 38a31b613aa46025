import type { radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { SecretBox } from "@isp/kernel";
import { type Handlers, sees } from "@isp/rpc";
import { writeRequests } from "@isp/runtime";
import { errorCauses } from "../protocol/dictionary/values.ts";
import type { CloseRecord } from "../usecases/close-record.ts";
import type { DisconnectLogin } from "../usecases/disconnect-login.ts";
import type { BatchProgress, ControlRequest } from "../usecases/disconnect-ports.ts";
import { type DisconnectRoutingPoint, requirePoint } from "../usecases/disconnect-routing-point.ts";
import { requireLive } from "../usecases/live-login.ts";
import type { Radius } from "../usecases/ports.ts";
import { toSessionMessage } from "./messages.ts";
import { requireRequestId } from "./request.ts";

export type ControlDependencies = {
  readonly transact: Transact<Pick<Radius, "logins" | "network" | "sessions" | "disconnects">>;
  readonly disconnectLogin: DisconnectLogin;
  readonly closeRecord: CloseRecord;
  readonly disconnectRoutingPoint: DisconnectRoutingPoint;
  readonly box: SecretBox;
};

const mostRequests = 20;

export function controlService(
  dependencies: ControlDependencies,
): Handlers<typeof radius.ControlServiceService> {
  const { transact, box } = dependencies;
  const toWrite = writeRequests(box);
  return {
    async disconnectLogin(request, caller) {
      requireRequestId(request);
      const write = toWrite("DisconnectLogin", request);
      const asked = await dependencies.disconnectLogin(write, request.loginId, (unit) =>
        sees(caller, unit),
      );
      return { requests: asked.map(toRequestMessage) };
    },
    async listControlRequests({ loginId }, caller) {
      const asked = await transact(async ({ logins, disconnects }) => {
        requireLive(await logins.find(loginId), loginId, (unit) => sees(caller, unit));
        return disconnects.ofLogin(loginId, mostRequests);
      });
      return { requests: asked.map(toRequestMessage) };
    },
    async closeRecord(request, caller) {
      requireRequestId(request);
      const write = toWrite("CloseRecord", request);
      const closed = await dependencies.closeRecord(write, request.loginId, (unit) =>
        sees(caller, unit),
      );
      return { sessions: closed.map(toSessionMessage) };
    },
    async disconnectRoutingPoint(request, caller) {
      requireRequestId(request);
      const { routingPointId, confirmCount } = request;
      const asked = { routingPointId, confirmCount, requestedBy: caller.operatorName };
      const write = toWrite("DisconnectRoutingPoint", request);
      const batch = await dependencies.disconnectRoutingPoint(write, asked, (unit) =>
        sees(caller, unit),
      );
      return { batch: toBatchMessage(batch) };
    },
    getRoutingPointSessions: ({ routingPointId }, caller) =>
      transact(async (scope) => {
        await requirePoint(scope, routingPointId, (unit) => sees(caller, unit));
        const batch = await scope.disconnects.lastBatchAt(routingPointId);
        return {
          open: await scope.sessions.countOpenAt(routingPointId),
          batch: batch === null ? undefined : toBatchMessage(batch),
        };
      }),
  };
}

function toRequestMessage(request: ControlRequest): radius.ControlRequest {
  const { id, sessionId, kind, state, errorCause, attempts, queuedAt, answeredAt } = request;
  return {
    id,
    sessionId,
    kind,
    state,
    errorCause,
    errorCauseName: errorCauses.get(errorCause) ?? "",
    attempts,
    queuedAt,
    answeredAt: answeredAt ?? undefined,
  };
}

function toBatchMessage(batch: BatchProgress): radius.DisconnectBatch {
  return { ...batch };
}
