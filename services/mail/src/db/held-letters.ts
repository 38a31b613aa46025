import type { EntityManager } from "typeorm";
import type { HeldLetter, HeldLetters } from "../usecases/hop-ports.ts";

/** What a statement may carry at most is 16 MB; a letter may have more. */
const partBytes = 1 << 20;

const columns = `id, mailbox_id AS mailboxId, storage_id AS storageId, business_unit_id AS businessUnitId,
  recipient, sender, subject, arrival, held_at AS heldAt, asked_at AS askedAt`;

export function mysqlHeldLetters(manager: EntityManager): HeldLetters {
  const select = (rest: string, parameters: readonly unknown[]) =>
    manager.query<HeldLetter[]>(`SELECT ${columns} FROM held_letters ${rest}`, [...parameters]);
  const run = async (statement: string, parameters: readonly unknown[]) =>
    manager.query<{ readonly affectedRows: number }>(statement, [...parameters]);
  return {
    async add(letter, raw) {
      const { affectedRows } = await run(
        `INSERT IGNORE INTO held_letters (id, mailbox_id, storage_id, business_unit_id, recipient,
           sender, subject, arrival, held_at, asked_at, bytes)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          letter.id,
          letter.mailboxId,
          letter.storageId,
          letter.businessUnitId,
          letter.recipient,
          letter.sender,
          letter.subject,
          letter.arrival,
          letter.heldAt,
          letter.askedAt,
          raw.length,
        ],
      );
      if (affectedRows === 0) {
        const where = "WHERE mailbox_id = ? AND arrival = ?";
        return (await select(where, [letter.mailboxId, letter.arrival]))[0] ?? letter;
      }
      for (let part = 0; part * partBytes < raw.length; part++) {
        const content = raw.subarray(part * partBytes, (part + 1) * partBytes);
        await run("INSERT INTO held_letter_parts VALUES (?, ?, ?)", [letter.id, part, content]);
      }
      return letter;
    },
    async weights(mailboxId) {
      const rows = await manager.query<{ id: string; bytes: bigint; isAsked: number }[]>(
        `SELECT id, bytes, asked_at IS NOT NULL AS isAsked FROM held_letters
         WHERE mailbox_id = ? AND released_at IS NULL ORDER BY held_at, id`,
        [mailboxId],
      );
      return rows.map(({ id, bytes, isAsked }) => ({
        id,
        bytes: Number(bytes),
        isAsked: isAsked === 1,
      }));
    },
    async markAsked(id, now) {
      await run("UPDATE held_letters SET asked_at = ? WHERE id = ?", [now, id]);
    },
    find: async (id) => (await select("WHERE id = ? FOR UPDATE", [id]))[0] ?? null,
    released: (limit, now) =>
      select(
        `WHERE released_at <= ? AND EXISTS (SELECT 1 FROM mailboxes m WHERE m.id = held_letters.mailbox_id
           AND m.storage_id = held_letters.storage_id AND m.gone_at IS NULL)
         ORDER BY released_at, id LIMIT ?`,
        [now, limit],
      ),
    async postpone(id, until) {
      await run("UPDATE held_letters SET released_at = ? WHERE id = ?", [until, id]);
    },
    async raw(id) {
      const parts = await manager.query<{ readonly content: Buffer }[]>(
        "SELECT content FROM held_letter_parts WHERE letter_id = ? ORDER BY part",
        [id],
      );
      return Buffer.concat(parts.map(({ content }) => content));
    },
    async remove(id) {
      await run("DELETE FROM held_letter_parts WHERE letter_id = ?", [id]);
      await run("DELETE FROM held_letters WHERE id = ?", [id]);
    },
    waiting: ({ id, storageId }, limit) =>
      select(
        `WHERE mailbox_id = ? AND storage_id = ? AND released_at IS NULL
         ORDER BY held_at DESC, id DESC LIMIT ?`,
        [id, storageId, limit],
      ),
    async releaseOne(id, now) {
      await run("UPDATE held_letters SET released_at = ? WHERE id = ? AND released_at IS NULL", [
        now,
        id,
      ]);
    },
    async release(mailboxId, sender, now) {
      await run(
        `UPDATE held_letters SET released_at = ?
         WHERE mailbox_id = ? AND sender = ? AND released_at IS NULL`,
        [now, mailboxId, sender],
      );
    },
    async asked(mailboxId, sender, since) {
      const [row] = await manager.query<Record<"sender" | "mailbox", string>[]>(
        `SELECT COUNT(*) AS mailbox, COALESCE(SUM(sender = ?), 0) AS sender FROM held_letters
         WHERE mailbox_id = ? AND asked_at > ?`,
        [sender, mailboxId, since],
      );
      return { sender: Number(row?.sender ?? 0), mailbox: Number(row?.mailbox ?? 0) };
    },
    async forgetBefore(instant) {
      const old = "SELECT id FROM held_letters WHERE held_at < ? AND released_at IS NULL LIMIT 200";
      const found = await manager.query<{ readonly id: string }[]>(old, [instant]);
      if (found.length === 0) return;
      const ids = [found.map(({ id }) => id)];
      await run("DELETE FROM held_letter_parts WHERE letter_id IN (?)", ids);
      await run("DELETE FROM held_letters WHERE id IN (?)", ids);
    },
    async removeOf(storageId) {
      await run(
        `DELETE p FROM held_letter_parts p JOIN held_letters l ON l.id = p.letter_id
         WHERE l.storage_id = ?`,
        [storageId],
      );
      await run("DELETE FROM held_letters WHERE storage_id = ?", [storageId]);
    },
    async knows(mailboxId, sender) {
      const found = await manager.query<unknown[]>(
        "SELECT 1 FROM known_senders WHERE mailbox_id = ? AND sender = ?",
        [mailboxId, sender],
      );
      return found.length > 0;
    },
    async forgetKnown(mailboxId) {
      await run("DELETE FROM known_senders WHERE mailbox_id = ?", [mailboxId]);
    },
    async know(mailboxId, sender, now) {
      await run("INSERT IGNORE INTO known_senders VALUES (?, ?, ?)", [mailboxId, sender, now]);
    },
  };
}
