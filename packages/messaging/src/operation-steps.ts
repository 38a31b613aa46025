import type { common, EventContract } from "@isp/contracts";
import type { Outbox } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { EntityManager } from "typeorm";

export type StepState = "applied" | "absent" | "pending" | "refused" | "superseded";

/** A participant's own record of its part of one operation. */
export type OperationStep = {
  readonly operationId: string;
  readonly subscriptionId: string;
  readonly businessUnitId: string;
  /** The subscription's version that announced the operation. */
  readonly subscriptionVersion: bigint;
  readonly kind: string;
  readonly state: StepState;
  readonly revision: bigint;
  readonly receipts: readonly common.Receipt[];
  readonly problem: common.StepProblem | undefined;
};

export type StepAnswer = {
  readonly state: StepState;
  readonly receipts: readonly common.Receipt[];
  readonly problem?: common.StepProblem;
};

/** The steps of a participant; every answer raises the revision and leaves as `operation.applied`. */
export type OperationSteps = {
  /** Records the step with its first answer. Answering an operation that is known already is a new answer. */
  readonly answer: (
    step: Pick<
      OperationStep,
      "operationId" | "subscriptionId" | "businessUnitId" | "subscriptionVersion" | "kind"
    >,
    answer: StepAnswer,
  ) => Promise<void>;
  readonly find: (operationId: string) => Promise<OperationStep | null>;
  /** Steps still pending, oldest first, for the worker. */
  readonly pending: (limit: number) => Promise<readonly OperationStep[]>;
};

type Row = Omit<OperationStep, "revision" | "subscriptionVersion" | "receipts" | "problem"> & {
  readonly revision: string;
  readonly subscriptionVersion: string;
  readonly receipts: string;
  readonly problem: string | null;
};

const columns = `operation_id AS operationId, subscription_id AS subscriptionId, kind, state, revision,
  business_unit_id AS businessUnitId, subscription_version AS subscriptionVersion, receipts, problem`;

export function operationSteps(
  manager: EntityManager,
  outbox: Outbox,
  service: string,
  {
    contract,
    clock,
  }: {
    readonly contract: EventContract<{ applied: common.OperationApplied | undefined }>;
    readonly clock: Clock;
  },
): OperationSteps {
  const read = async (where: string, parameters: unknown[]) => {
    const rows = await manager.query<Row[]>(
      `SELECT ${columns} FROM operation_steps ${where}`,
      parameters,
    );
    return rows.map(toStep);
  };
  return {
    async answer(step, { state, receipts, problem }) {
      const now = clock.now();
      const { operationId, subscriptionId, businessUnitId, subscriptionVersion, kind } = step;
      await manager.query(
        `INSERT INTO operation_steps (operation_id, subscription_id, business_unit_id,
           subscription_version, kind, state, revision, receipts, problem, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
         ON DUPLICATE KEY UPDATE state = VALUES(state), revision = revision + 1,
           receipts = VALUES(receipts), problem = VALUES(problem), changed_at = VALUES(changed_at)`,
        [
          operationId,
          subscriptionId,
          businessUnitId,
          subscriptionVersion.toString(),
          kind,
          state,
          JSON.stringify(receipts),
          problem === undefined ? null : JSON.stringify(problem),
          now,
        ],
      );
      const [row] = await read("WHERE operation_id = ?", [operationId]);
      const applied = {
        operationId,
        subscriptionId,
        businessUnitId,
        service,
        revision: row?.revision ?? 1n,
        state,
        receipts: [...receipts],
        problem,
        at: now,
      };
      await outbox.add(contract, { applied }, { aggregateId: operationId });
    },
    async find(operationId) {
      const [step] = await read("WHERE operation_id = ?", [operationId]);
      return step ?? null;
    },
    pending: (limit) => read("WHERE state = 'pending' ORDER BY changed_at LIMIT ?", [limit]),
  };
}

function toStep(row: Row): OperationStep {
  return {
    ...row,
    revision: BigInt(row.revision),
    subscriptionVersion: BigInt(row.subscriptionVersion),
    receipts: (JSON.parse(row.receipts) as (common.Receipt & { at: string })[]).map((receipt) => ({
      ...receipt,
      at: new Date(receipt.at),
    })),
    problem: row.problem === null ? undefined : (JSON.parse(row.problem) as common.StepProblem),
  };
}
