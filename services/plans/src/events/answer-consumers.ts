import {
  billingEvents,
  type common,
  hostingEvents,
  mailEvents,
  radiusEvents,
} from "@isp/contracts";
import type { Clock } from "@isp/kernel";
import {
  type Consumer,
  consumer,
  MalformedMessageError,
  type Once,
  required,
} from "@isp/messaging";
import { participants, type Step, type StepState } from "../domain/operation.ts";
import type { PlansScope } from "../usecases/ports.ts";
import { recordAnswer } from "../usecases/record-answer.ts";

const states: readonly StepState[] = ["pending", "applied", "absent", "refused", "superseded"];

/** Take the participants' answers into the operations they belong to. */
export function answerConsumers(once: Once<PlansScope>, clock: Clock): Consumer[] {
  const record = once(
    async ({ applied }: { applied: common.OperationApplied | undefined }, scope) => {
      const said = required(applied, "applied");
      await recordAnswer(scope, said.operationId, toStep(said), clock);
    },
  );
  return [
    consumer("plans-radius-operations", radiusEvents.operation, record),
    consumer("plans-mail-operations", mailEvents.operation, record),
    consumer("plans-hosting-operations", hostingEvents.operation, record),
    consumer("plans-billing-operations", billingEvents.operation, record),
  ];
}

function toStep({
  service,
  state,
  revision,
  receipts,
  problem,
  at,
}: common.OperationApplied): Step {
  const participant = participants.find((name) => name === service);
  const known = states.find((name) => name === state);
  if (participant === undefined || known === undefined) {
    throw new MalformedMessageError(`${service} answers ${state}`);
  }
  return {
    service: participant,
    state: known,
    revision,
    at: required(at, "applied.at"),
    receipts,
    problem: problem ?? null,
  };
}
