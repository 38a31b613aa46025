import { queryOf } from "@isp/db";
import type { DataSource } from "typeorm";

/** One request of the trail with its outcome. */
export type TrailEntry = {
  readonly sequence: string;
  readonly at: Date;
  readonly operatorId: string;
  readonly operatorName: string;
  readonly remoteAddress: string;
  readonly method: string;
  readonly path: string;
  /** HTTP status of the answer; 0 while it runs, or when the process died before it answered. */
  readonly status: number;
  /** What was asked, as JSON without secrets; empty where nothing was sent. */
  readonly body: string;
};

export type TrailFilter = {
  readonly operatorId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly path?: string | undefined;
};

export type TrailPage = { readonly before: bigint | null; readonly limit: number };

/** Who did what when, newest first. */
export type History = {
  /** Without the requests that were about one of `hidden` as well. */
  readonly ofSubject: (
    subjectId: string,
    page: TrailPage,
    hidden?: readonly string[],
  ) => Promise<readonly TrailEntry[]>;
  readonly search: (filter: TrailFilter, page: TrailPage) => Promise<readonly TrailEntry[]>;
};

const columns = `a.sequence, a.at, a.operator_id AS operatorId, a.operator_name AS operatorName,
  a.remote_address AS remoteAddress, a.method, a.path, a.body`;

const about = `SELECT 1 FROM audit_subjects other
  WHERE other.subject_id IN (?) AND other.opened = s.opened`;

export function mysqlHistory(db: DataSource): History {
  const query = queryOf(db);
  return {
    ofSubject(subjectId, { before, limit }, hidden = []) {
      const earlier = before === null ? [] : [before.toString()];
      const others = hidden.length === 0 ? [] : [[...hidden]];
      return query(
        `SELECT ${columns}, COALESCE(o.status, 0) AS status FROM audit_subjects s
         JOIN audit a ON a.sequence = s.opened LEFT JOIN audit o ON o.sequence = s.closed
         WHERE s.subject_id = ? ${earlier.length === 0 ? "" : "AND s.opened < ?"}
         ${others.length === 0 ? "" : `AND NOT EXISTS (${about})`}
         ORDER BY s.opened DESC LIMIT ?`,
        [subjectId, ...earlier, ...others, limit],
      );
    },
    search({ operatorId, from, to, path }, { before, limit }) {
      const conditions: string[] = [];
      const values: unknown[] = [];
      const where = (condition: string, value: unknown) => {
        if (value === undefined || value === null) return;
        conditions.push(condition);
        values.push(value);
      };
      where("a.operator_id = ?", operatorId);
      where("a.at >= ?", from);
      where("a.at < ?", to);
      where("LOCATE(?, a.path) > 0", path);
      where("a.sequence < ?", before?.toString());
      const filter = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
      return query(
        `SELECT ${columns}, a.status FROM audit a ${filter} ORDER BY a.sequence DESC LIMIT ?`,
        [...values, limit],
      );
    },
  };
}
