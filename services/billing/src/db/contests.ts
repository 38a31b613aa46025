import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { Contest } from "../domain/contest.ts";
import { refuse } from "../domain/errors.ts";
import type { Contests } from "../usecases/ladder-ports.ts";
import { visible } from "./visible.ts";

const columns = `id, invoice_id AS invoiceId, customer_id AS customerId,
  business_unit_id AS businessUnitId, opened_on AS openedOn, answer_by_on AS answerByOn,
  opened_at AS openedAt, opened_by AS openedBy, reason, closed_on AS closedOn,
  closed_by AS closedBy, outcome, answer`;

export function mysqlContests(manager: EntityManager): Contests {
  return {
    async add(contest) {
      try {
        await manager.query("INSERT INTO contests VALUES (?)", [toValues(contest)]);
      } catch (error) {
        if (duplicateKey(error) !== "contests_one_open") throw error;
        throw refuse.contest_open("The invoice is contested already.", { cause: error });
      }
    },
    async save(contest) {
      await manager.query("REPLACE INTO contests VALUES (?)", [toValues(contest)]);
    },
    async lock(id, units) {
      const [where, parameters] = visible("", units);
      const [row] = await manager.query<Contest[]>(
        `SELECT ${columns} FROM contests WHERE id = ? AND ${where} FOR UPDATE`,
        [id, ...parameters],
      );
      if (row === undefined) throw refuse.contest_not_found(`There is no contest ${id}.`);
      return row;
    },
    ofCustomer: (businessUnitId, customerId) =>
      manager.query<Contest[]>(
        `SELECT ${columns} FROM contests WHERE customer_id = ? AND business_unit_id = ?
         ORDER BY id DESC LIMIT 100`,
        [customerId, businessUnitId],
      ),
  };
}

function toValues(contest: Contest): unknown[] {
  return [
    contest.id,
    contest.invoiceId,
    contest.customerId,
    contest.businessUnitId,
    contest.openedOn,
    contest.answerByOn,
    contest.openedAt,
    contest.openedBy,
    contest.reason,
    contest.closedOn,
    contest.closedBy,
    contest.outcome,
    contest.answer,
    contest.closedOn === null ? 1 : null,
  ];
}
