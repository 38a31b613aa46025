import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Aliases } from "../usecases/ports.ts";

const taken = (address: string, cause?: unknown) =>
  refuse.address_taken(`${address} is taken.`, {
    fields: [{ pointer: "/address", detail: "is taken" }],
    cause,
  });

export function mysqlAliases(manager: EntityManager): Aliases {
  return {
    async of(mailboxId) {
      const rows = await manager.query<{ readonly address: string }[]>(
        "SELECT address FROM mailbox_aliases WHERE mailbox_id = ? ORDER BY address",
        [mailboxId],
      );
      return rows.map(({ address }) => address);
    },
    async add(mailboxId, address, isOwn) {
      try {
        await manager.query(
          "INSERT INTO mailbox_aliases (address, mailbox_id, is_own) VALUES (?, ?, ?)",
          [address, mailboxId, isOwn],
        );
      } catch (error) {
        if (duplicateKey(error) === undefined) throw error;
        throw taken(address, error);
      }
      // Both were written before either looks, so that of a mailbox and an alias of one name one fails.
      const held = "SELECT 1 FROM mailboxes WHERE address = ? FOR UPDATE";
      if ((await manager.query<unknown[]>(held, [address])).length > 0) throw taken(address);
    },
    async keepOwnDomains(mailboxId) {
      await manager.query("DELETE FROM mailbox_aliases WHERE mailbox_id = ? AND is_own = 0", [
        mailboxId,
      ]);
    },
    async remove(mailboxId, addresses) {
      if (addresses.length === 0) return;
      await manager.query("DELETE FROM mailbox_aliases WHERE mailbox_id = ? AND address IN (?)", [
        mailboxId,
        [...addresses],
      ]);
    },
  };
}

/** Refuses the address of a new mailbox that is another one's alias. */
export async function refuseAlias(manager: EntityManager, address: string): Promise<void> {
  if ((await aliasesAmong(manager, [address])).length > 0) throw taken(address);
}

/** Those of the addresses of new mailboxes that are aliases. */
export async function aliasesAmong(
  manager: EntityManager,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const held = await manager.query<{ readonly address: string }[]>(
    "SELECT address FROM mailbox_aliases WHERE address IN (?) FOR UPDATE",
    [[...addresses]],
  );
  return held.map(({ address }) => address);
}
