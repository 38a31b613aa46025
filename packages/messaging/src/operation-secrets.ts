import type { Clock, SecretBox } from "@isp/kernel";
import type { EntityManager } from "typeorm";

/** A password that an operation made for an item (D19). */
export type OperationSecret = {
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemName: string;
  readonly password: string;
};

/** Passwords that an operator has yet to read: sealed, handed out once, and forgotten after a day. */
export type OperationSecrets = {
  readonly keep: (operationId: string, secret: OperationSecret) => Promise<void>;
  /** Those of the operation, or none when they were taken before. */
  readonly take: (operationId: string) => Promise<readonly OperationSecret[]>;
};

type Row = Omit<OperationSecret, "password"> & { readonly sealed: Buffer };

const lifeMs = 24 * 3_600_000;

const contextOf = (operationId: string, itemId: string) =>
  `operation_secrets|sealed|${operationId}|${itemId}`;

export function operationSecrets(
  manager: EntityManager,
  box: Pick<SecretBox, "seal" | "open">,
  clock: Clock,
): OperationSecrets {
  return {
    async keep(operationId, { itemId, itemKind, itemName, password }) {
      const sealed = box.seal(password, contextOf(operationId, itemId));
      await manager.query("INSERT INTO operation_secrets VALUES (?, ?, ?, ?, ?, ?)", [
        operationId,
        itemId,
        itemKind,
        itemName,
        sealed,
        clock.now(),
      ]);
    },
    async take(operationId) {
      const oldest = new Date(clock.now().getTime() - lifeMs);
      const rows = await manager.query<Row[]>(
        `SELECT item_id AS itemId, item_kind AS itemKind, item_name AS itemName, sealed
         FROM operation_secrets WHERE operation_id = ? AND made_at > ? ORDER BY item_id FOR UPDATE`,
        [operationId, oldest],
      );
      await manager.query("DELETE FROM operation_secrets WHERE operation_id = ?", [operationId]);
      return rows.map(({ sealed, ...item }) => ({
        ...item,
        password: box.open(sealed, contextOf(operationId, item.itemId)),
      }));
    },
  };
}
