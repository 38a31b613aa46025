import { booleanColumn, bigintColumn, idColumn, instantColumn, rowsOf } from "@isp/db";
import { type EntityManager, EntitySchema } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Note } from "../domain/note.ts";
import type { Notes } from "../usecases/customer-ports.ts";

export const noteSchema = new EntitySchema<Note>({
  name: "Note",
  tableName: "customer_notes",
  columns: {
    id: { ...idColumn, primary: true },
    customerId: { ...idColumn, name: "customer_id" },
    version: bigintColumn,
    text: { type: "text" },
    pinned: booleanColumn,
    writtenBy: { type: "varchar", length: 120, name: "written_by" },
    writtenAt: { ...instantColumn, name: "written_at" },
  },
  indices: [{ name: "customer_notes_by_customer", columns: ["customerId", "id"] }],
});

export function mysqlNotes(manager: EntityManager): Notes {
  const notes = rowsOf(manager, noteSchema);
  const read = async (id: string, suffix: string) => {
    const [note] = await notes.select(`WHERE id = ? ${suffix}`, [id]);
    if (note === undefined) throw refuse.note_not_found(`There is no note ${id}.`);
    return note;
  };
  return {
    async add(note) {
      await manager.insert(noteSchema, note);
    },
    async save({ id, ...columns }) {
      await manager.update(noteSchema, { id }, columns);
    },
    async remove(id) {
      await manager.delete(noteSchema, { id });
    },
    find: (id) => read(id, ""),
    lock: (id) => read(id, "FOR UPDATE"),
    ofCustomer: (customerId, { limit, after }) =>
      notes.select(
        `WHERE customer_id = ? ${after === "" ? "" : "AND id < ?"} ORDER BY id DESC LIMIT ?`,
        after === "" ? [customerId, limit] : [customerId, after, limit],
      ),
    pinned: (customerId) =>
      notes.select("WHERE customer_id = ? AND pinned ORDER BY id DESC LIMIT 20", [customerId]),
  };
}
