import { newId } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { LedgerEntry } from "../domain/ledger.ts";

/** Writes entries down; nothing in the ledger is ever changed or removed. */
export async function book(manager: EntityManager, entries: readonly LedgerEntry[]): Promise<void> {
  const rows = entries.flatMap(({ customerId, invoiceId, bookedOn, sides }) => {
    const id = newId();
    return sides.map(({ account, amountCents }) => [
      id,
      account,
      customerId,
      invoiceId,
      amountCents.toString(),
      bookedOn,
    ]);
  });
  if (rows.length > 0) await manager.query("INSERT INTO ledger_entries VALUES ?", [rows]);
}
