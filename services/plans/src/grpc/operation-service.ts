import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import {
  resume,
  type SuspensionReason,
  suspend,
  suspensionReasons,
} from "../domain/subscription.ts";
import { toOperationMessage } from "../events/published.ts";
import type { Enable } from "../usecases/enable-subscription.ts";
import type { Operate } from "../usecases/operate.ts";
import type { PlansScope } from "../usecases/ports.ts";
import type { RetryOperation } from "../usecases/retry-operation.ts";
import { actorOf, nextToken, pageOf } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly operate: Operate;
  readonly enable: Enable;
  readonly retry: RetryOperation;
};

export function operationService(parts: Parts): Handlers<typeof plans.OperationServiceService> {
  const { read, toRequest } = parts;
  return {
    async enableSubscription(request, caller) {
      const { subscriptionId, on, access } = request;
      const named = toRequest("EnableSubscription", request);
      const order = { subscriptionId, on, access: access ?? null };
      return { operation: toOperationMessage(await parts.enable(named, order, actorOf(caller))) };
    },
    async suspendSubscription(request, caller) {
      const { subscriptionId, on, note } = request;
      const reason = reasonOf(request.reason);
      const operation = await parts.operate(
        toRequest("SuspendSubscription", request),
        {
          kind: "suspend",
          fact: "suspended",
          subscriptionId,
          reason,
          on,
          note,
          decide: (present, { operationId, on: day, now }) =>
            suspend(present, { reason, operationId, on: day, at: now }),
        },
        actorOf(caller),
      );
      return { operation: toOperationMessage(operation) };
    },
    async resumeSubscription(request, caller) {
      const { subscriptionId, on } = request;
      const reason = reasonOf(request.reason);
      const operation = await parts.operate(
        toRequest("ResumeSubscription", request),
        {
          kind: "resume",
          fact: "resumed",
          subscriptionId,
          reason,
          on,
          note: "",
          decide: (present) => resume(present, reason),
        },
        actorOf(caller),
      );
      return { operation: toOperationMessage(operation) };
    },
    ...notYet,
    async getOperation({ id }, caller) {
      const operation = await read(({ operations }) => operations.find(id, caller.units));
      return { operation: toOperationMessage(operation) };
    },
    async listOperations(request, caller) {
      const page = pageOf(request);
      const found = await read(({ operations }) => operations.list(request, caller.units, page));
      return { operations: found.map(toOperationMessage), nextPageToken: nextToken(found, page) };
    },
    async retryOperation({ requestId, operationId }, caller) {
      const operation = await parts.retry(requestId, operationId, caller.units);
      return { operation: toOperationMessage(operation) };
    },
  };
}

const refused = () =>
  Promise.reject(refuse.future_date("This operation is not offered by this version yet."));
const notYet = {
  changePlan: refused,
  transferSubscription: refused,
  cancelSubscription: refused,
  deleteSubscription: refused,
  previewOperation: refused,
  getPreview: refused,
  cancelOperation: refused,
  takeOperationPasswords: refused,
};

/** No reason given means `default`, the one that a payment lifts. */
function reasonOf(text: string): SuspensionReason {
  if (text === "") return "default";
  const reason = suspensionReasons.find((known) => known === text);
  if (reason !== undefined) return reason;
  const detail = `must be one of ${suspensionReasons.join(", ")}`;
  throw refuse.invalid(`/reason ${detail}.`, { fields: [{ pointer: "/reason", detail }] });
}
