import { duplicateKey, rowsOf } from "@isp/db";
import { digestOf, isGone } from "@isp/kernel";
import { type EntityManager, In, MoreThan } from "typeorm";
import { refuse } from "../domain/errors.ts";
import { aliasesAmong, refuseAlias } from "./aliases.ts";
import { scriptForm, sieveScript } from "../domain/sieve-script.ts";
import type { Mailbox } from "../domain/mailbox.ts";
import type { Mailboxes, Units } from "../usecases/ports.ts";
import { type MailboxRow, mailboxSchema } from "./mailbox.schema.ts";

const forUpdate = { lock: { mode: "pessimistic_write" as const } };

export function mysqlMailboxes(manager: EntityManager): Mailboxes {
  const read = async (id: string, units: Units, lock: boolean) => {
    const mailbox = await manager.findOne(mailboxSchema, {
      where: { id, ...inUnits(units) },
      ...(lock && forUpdate),
    });
    if (mailbox === null) throw refuse.mailbox_not_found(`There is no mailbox ${id}.`);
    return mailbox;
  };
  return {
    async add(mailbox) {
      await naming(mailbox.address, () => manager.insert(mailboxSchema, rowOf(mailbox)));
      await refuseAlias(manager, mailbox.address);
    },
    async rename(id, address) {
      await naming(address, () => manager.update(mailboxSchema, { id }, { address }));
      await refuseAlias(manager, address);
    },
    async save(mailbox) {
      const { id, ...columns } = rowOf(mailbox);
      await manager.update(mailboxSchema, { id }, columns);
    },
    async note({ id, version, real }) {
      await manager.update(mailboxSchema, { id }, { version, real, unappliedAt: null });
    },
    async addAll(mailboxes) {
      await rowsOf(manager, mailboxSchema).addAll(mailboxes.map(rowOf));
      const wanted = new Map(mailboxes.map(({ address, id }) => [address, id]));
      const held = await manager.query<{ id: string; address: string }[]>(
        "SELECT id, address FROM mailboxes WHERE address IN (?)",
        [[...wanted.keys()]],
      );
      const foreign = held.filter(({ id, address }) => wanted.get(address) !== id);
      const aliases = await aliasesAmong(manager, [...wanted.keys()]);
      return [...foreign.map(({ address }) => address), ...aliases];
    },
    saveAll: (mailboxes) => rowsOf(manager, mailboxSchema).keepAllNewer(mailboxes.map(rowOf)),
    lockOfSubscriptions: (ids) =>
      rowsOf(manager, mailboxSchema).select("WHERE subscription_id IN (?) ORDER BY id FOR UPDATE", [
        ids,
      ]),
    async remove(id) {
      for (const table of ["mailbox_aliases", "known_senders"])
        await manager.query(`DELETE FROM ${table} WHERE mailbox_id = ?`, [id]);
      await manager.delete(mailboxSchema, { id });
    },
    find: (id, units) => read(id, units, false),
    lock: (id, units) => read(id, units, true),
    lockOfLogin: (loginId) => manager.findOne(mailboxSchema, { where: { loginId }, ...forUpdate }),
    reservedBefore: (instant, { after, limit }) =>
      rowsOf(manager, mailboxSchema).select(
        "WHERE reserved_at < ? AND id > ? ORDER BY id LIMIT ?",
        [instant, after, limit],
      ),
    ofSubscription: (subscriptionId) =>
      manager.find(mailboxSchema, { where: { subscriptionId }, order: { id: "ASC" } }),
    goneBefore: (instant, limit) =>
      rowsOf(manager, mailboxSchema).select("WHERE gone_at < ? ORDER BY gone_at LIMIT ?", [
        instant,
        limit,
      ]),
    async ofAddress(address) {
      const found = await manager.findOne(mailboxSchema, { where: { address } });
      return found === null || isGone(found) || found.isHeld ? null : found;
    },
    async hasDomain(domain) {
      const found = await manager.query<unknown[]>(
        `(SELECT 1 FROM mailboxes WHERE domain = ? LIMIT 1)
         UNION ALL (SELECT 1 FROM mailbox_aliases WHERE domain = ? LIMIT 1)`,
        [domain, domain],
      );
      return found.length > 0;
    },
    async hasLogins(domain) {
      const held = "SELECT 1 FROM mailboxes WHERE domain = ? AND login_id IS NOT NULL LIMIT 1";
      return (await manager.query<unknown[]>(held, [domain])).length > 0;
    },
    many: (ids) => manager.find(mailboxSchema, { where: { id: In([...ids]) } }),
    async servedScripts(addresses) {
      const rows = await manager.query<{ readonly address: string; readonly script: string }[]>(
        "SELECT address, script FROM served_scripts WHERE address IN (?)",
        [[...addresses]],
      );
      return new Map(rows.map(({ address, script }) => [address, script]));
    },
    async renderAnew({ after, limit }) {
      const rows = await rowsOf(manager, mailboxSchema).select(
        "WHERE script_id <> '' AND script_form <> ? AND id > ? ORDER BY id LIMIT ? FOR UPDATE",
        [scriptForm, after, limit],
      );
      for (const row of rows) {
        // Whoever changes one by hand does not change its name with it.
        if (row.script === null || digestOf(row.script) !== row.scriptId) continue;
        await manager.update(mailboxSchema, { id: row.id }, scriptOf(row));
      }
      return rows.at(-1)?.id ?? null;
    },
    unapplied: (limit) =>
      rowsOf(manager, mailboxSchema).select(
        "WHERE unapplied_at IS NOT NULL ORDER BY unapplied_at LIMIT ?",
        [limit],
      ),
    async lockAlive(subscriptionId) {
      const rows = await manager.query<{ isAdditional: number; isMain: number }[]>(
        `SELECT is_additional AS isAdditional, is_main AS isMain FROM mailboxes
         WHERE subscription_id = ? AND gone_at IS NULL ORDER BY id FOR UPDATE`,
        [subscriptionId],
      );
      const included = rows.filter(({ isAdditional }) => isAdditional === 0).length;
      return { included, hasMain: rows.some(({ isMain }) => isMain === 1) };
    },
    lockOfSubscription: (subscriptionId) =>
      manager.find(mailboxSchema, {
        where: { subscriptionId },
        order: { id: "ASC" },
        ...forUpdate,
      }),
    list: ({ subscriptionIds, customerIds, units, after, limit }) =>
      manager.find(mailboxSchema, {
        where: {
          ...inUnits(units),
          ...(subscriptionIds.length > 0 && { subscriptionId: In([...subscriptionIds]) }),
          ...(customerIds.length > 0 && { customerId: In([...customerIds]) }),
          ...(after !== "" && { id: MoreThan(after) }),
        },
        order: { id: "ASC" },
        take: limit,
      }),
  };
}

async function naming(address: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (duplicateKey(error) !== "mailboxes_one_address") throw error;
    throw refuse.address_taken(`${address} is taken.`, {
      fields: [{ pointer: "/address", detail: "is taken" }],
      cause: error,
    });
  }
}

function rowOf(mailbox: Mailbox): MailboxRow {
  const { real, wanted } = mailbox;
  const isApplied = real.state !== "pending" || real.reason === "held";
  return {
    ...mailbox,
    goneAt: isGone(mailbox) ? wanted.at : null,
    unappliedAt: isApplied || wanted.state === "reserved" ? null : real.at,
    ...scriptOf(mailbox),
  };
}

function scriptOf(mailbox: Mailbox): Pick<MailboxRow, "script" | "scriptId" | "scriptForm"> {
  const script = sieveScript(mailbox);
  if (script === "") return { script: null, scriptId: "", scriptForm };
  return { script, scriptId: digestOf(script), scriptForm };
}

function inUnits(units: Units) {
  return units === "all" ? {} : { businessUnitId: In([...units]) };
}
