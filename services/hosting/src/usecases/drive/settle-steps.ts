import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { OperationStep, StepAnswer } from "@isp/messaging";
import type { HostedItem } from "../../domain/hosted-item.ts";
import type { HostedItems } from "../items/all.ts";
import type { Hosting } from "../ports.ts";

const atOnce = 100;

/** Answers steps whose items their servers have all taken over, or will not take. */
export function settleSteps(
  look: Transact<Hosting>,
  transact: Transact<Hosting>,
  items: Pick<HostedItems, "named">,
  clock: Clock,
): () => Promise<void> {
  return async () => {
    for (const step of await look(({ steps }) => steps.pending(atOnce))) {
      const held = await look((scope) => items.named(scope, step.receipts));
      if (!held.every(isSettled)) continue;
      await transact(async ({ steps }) => {
        const current = await steps.find(step.operationId);
        if (current?.state !== "pending" || current.revision !== step.revision) return;
        await steps.answer(current, answerOf(current, held, clock.now()));
      });
    }
  };
}

const isSettled = ({ real, isHeld }: HostedItem) =>
  isHeld || real.state !== "pending" || real.reason === "no-server";

function answerOf(step: OperationStep, held: readonly HostedItem[], now: Date): StepAnswer {
  const receipts = step.receipts.map((receipt): common.Receipt => {
    const item = held.find(({ id }) => id === receipt.itemId);
    return { ...receipt, detail: detailOf(receipt.detail, item), at: now };
  });
  const stuck = held.find(({ real }) => real.state === "failed" || real.state === "drifted");
  if (stuck !== undefined) {
    const detail = `${stuck.name}: ${stuck.real.reason}`;
    return { state: "refused", receipts, problem: { code: "hosting.server_refused", detail } };
  }
  const isAbsent = held.some(({ real }) => real.reason === "no-server");
  return { state: isAbsent ? "absent" : "applied", receipts };
}

function detailOf(before: string, item: HostedItem | undefined): string {
  if (item === undefined) return before;
  const done = item.real.state === "in-step" ? `is ${item.wanted.state}` : item.real.reason;
  return before.replace(/waits for its server as .*$/, done);
}
