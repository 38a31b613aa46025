import { plansEvents } from "@isp/contracts";
import type { Clock } from "@isp/kernel";
import { answer, type Step } from "../domain/operation.ts";
import { operationFinished } from "../events/published.ts";
import type { PlansScope } from "./ports.ts";

/** Takes a participant's answer into its operation, and says so when that ends it. */
export async function recordAnswer(
  { operations, outbox }: PlansScope,
  operationId: string,
  step: Step,
  clock: Clock,
): Promise<void> {
  const operation = await operations.lock(operationId);
  if (operation === null) return;
  const now = clock.now();
  const answered = answer(operation, step, now);
  if (answered === operation) return;
  await operations.save(answered);
  if (answered.finishedAt === null || answered.state === operation.state) return;
  const finished = plansEvents.operation.of("finished");
  await outbox.add(finished, operationFinished(answered, now), { aggregateId: operationId });
}
