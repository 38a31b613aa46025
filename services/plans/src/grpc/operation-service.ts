import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Caller, Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import type { Operation } from "../domain/operation.ts";
import type { PreviewedOrder } from "../domain/previewed.ts";
import { type SuspensionReason, suspensionReasons } from "../domain/subscription.ts";
import { toOperationMessage, toPreviewMessage } from "../events/published.ts";
import type { CancelOperation } from "../usecases/cancel-operation.ts";
import type { CommitPreviewed } from "../usecases/commit-previewed.ts";
import type { Enable } from "../usecases/enable-subscription.ts";
import type { Operate } from "../usecases/operate.ts";
import type { PlansScope, Units } from "../usecases/ports.ts";
import type { PreviewOperation } from "../usecases/preview-operation.ts";
import type { RetryOperation } from "../usecases/retry-operation.ts";
import type { TakePasswords } from "../usecases/take-passwords.ts";
import { toCancel, toChangePlan, toDelete, toPreviewedAct, toTransfer } from "./previewed-order.ts";
import { actorOf, given, nextToken, pageOf } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly clock: Clock;
  readonly toRequest: ToWriteRequest;
  readonly operate: Operate;
  readonly enable: Enable;
  readonly retry: RetryOperation;
  readonly preview: PreviewOperation;
  readonly commit: CommitPreviewed;
  readonly cancelScheduled: CancelOperation;
  readonly takePasswords: TakePasswords;
};

export function operationService(parts: Parts): Handlers<typeof plans.OperationServiceService> {
  return { ...simpleHandlers(parts), ...previewedHandlers(parts), ...readingHandlers(parts) };
}

const answer = (operation: Operation) => ({ operation: toOperationMessage(operation) });

function simpleHandlers({ toRequest, enable, operate }: Parts) {
  return {
    async enableSubscription(request: plans.EnableSubscriptionRequest, caller: Caller) {
      const { subscriptionId, on, access } = request;
      const named = toRequest("EnableSubscription", request);
      const order = { subscriptionId, on, access: access ?? null };
      return answer(await enable(named, order, actorOf(caller)));
    },
    async suspendSubscription(request: plans.SuspendSubscriptionRequest, caller: Caller) {
      const { subscriptionId, on, note } = request;
      const act = { kind: "suspend", reason: reasonOf(request.reason) } as const;
      const named = toRequest("SuspendSubscription", request);
      return answer(await operate(named, { subscriptionId, act, on, note }, actorOf(caller)));
    },
    async resumeSubscription(request: plans.ResumeSubscriptionRequest, caller: Caller) {
      const { subscriptionId, on } = request;
      const act = { kind: "resume", reason: reasonOf(request.reason) } as const;
      const named = toRequest("ResumeSubscription", request);
      return answer(await operate(named, { subscriptionId, act, on, note: "" }, actorOf(caller)));
    },
  };
}

type Asked = {
  readonly requestId: string;
  readonly subscriptionId: string;
  readonly on: string;
  readonly previewId: string;
};

function previewedHandlers({ toRequest, commit, preview, read, clock }: Parts) {
  const act = async (rpc: string, asked: Asked, order: PreviewedOrder, caller: Caller) => {
    const { subscriptionId, on, previewId } = asked;
    const named = toRequest(rpc, asked);
    return answer(await commit(named, { subscriptionId, on, previewId, order }, actorOf(caller)));
  };
  return {
    changePlan: (request: plans.ChangePlanRequest, caller: Caller) =>
      act("ChangePlan", request, toChangePlan(given(request.order, "/")), caller),
    transferSubscription: (request: plans.TransferSubscriptionRequest, caller: Caller) =>
      act("TransferSubscription", request, toTransfer(given(request.order, "/")), caller),
    cancelSubscription: (request: plans.CancelSubscriptionRequest, caller: Caller) =>
      act("CancelSubscription", request, toCancel(given(request.order, "/")), caller),
    deleteSubscription: (request: plans.DeleteSubscriptionRequest, caller: Caller) =>
      act("DeleteSubscription", request, toDelete(given(request.order, "/")), caller),
    async previewOperation(request: plans.PreviewOperationRequest, caller: Caller) {
      const made = await preview(toPreviewedAct(request), actorOf(caller));
      return { preview: toPreviewMessage(made) };
    },
    async getPreview({ id }: plans.GetPreviewRequest, caller: Caller) {
      const found = await read(({ previews }) => previews.find(id, caller.units, clock.now()));
      if (found === null) throw refuse.preview_not_found(`There is no preview ${id} any more.`);
      return { preview: toPreviewMessage(found) };
    },
  };
}

function readingHandlers({ toRequest, read, retry, cancelScheduled, takePasswords }: Parts) {
  return {
    async getOperation({ id }: plans.GetOperationRequest, caller: Caller) {
      return answer(await read(({ operations }) => operations.find(id, caller.units)));
    },
    async listOperations(request: plans.ListOperationsRequest, caller: Caller) {
      const page = pageOf(request);
      const units = within(caller.units, request.businessUnitId);
      return read(async ({ operations, customers }) => {
        const found = await operations.list(request, units, page);
        const names = await customers.names(found.map(({ customerId }) => customerId));
        const named = found.map((operation) => ({
          ...toOperationMessage(operation),
          customerName: names.get(operation.customerId) ?? "",
        }));
        return { operations: named, nextPageToken: nextToken(found, page) };
      });
    },
    async retryOperation({ requestId, operationId }: plans.RetryOperationRequest, caller: Caller) {
      return answer(await retry(requestId, operationId, caller.units));
    },
    async cancelOperation(request: plans.CancelOperationRequest, caller: Caller) {
      const named = toRequest("CancelOperation", request);
      return answer(await cancelScheduled(named, request.operationId, caller.units));
    },
    async takeOperationPasswords(request: plans.TakeOperationPasswordsRequest, caller: Caller) {
      const { requestId, operationId } = request;
      return { secrets: [...(await takePasswords(requestId, operationId, caller.units))] };
    },
  };
}

/** One of the units that somebody sees; none where he does not see it. */
function within(units: Units, businessUnitId: string): Units {
  if (businessUnitId === "") return units;
  return units === "all" || units.includes(businessUnitId) ? [businessUnitId] : [];
}

/** No reason given means `default`, the one that a payment lifts. */
function reasonOf(text: string): SuspensionReason {
  if (text === "") return "default";
  const reason = suspensionReasons.find((known) => known === text);
  if (reason !== undefined) return reason;
  const detail = `must be one of ${suspensionReasons.join(", ")}`;
  throw refuse.invalid(`/reason ${detail}.`, { fields: [{ pointer: "/reason", detail }] });
}
