import type { Clock } from "@isp/kernel";
import type { DataSource } from "typeorm";
import { type Audit, mysqlAudit } from "./audit.ts";
import { type ClaimId, mysqlClaims } from "./claim.ts";
import { type History, mysqlHistory } from "./history.ts";
import { mysqlOperators, type Operators } from "./operators.ts";
import { mysqlRoles, type Roles } from "./roles.ts";
import { mysqlStaff, type Staff } from "./staff.ts";

/** What the gateway itself keeps: who works here, what he may do, and what he did. */
export type Office = {
  readonly operators: Operators;
  readonly roles: Roles;
  readonly staff: Staff;
  readonly audit: Audit;
  readonly history: History;
  readonly claimId: ClaimId;
  readonly clock: Clock;
};

export function mysqlOffice(db: DataSource, clock: Clock): Office {
  return {
    operators: mysqlOperators(db, clock),
    roles: mysqlRoles(db),
    staff: mysqlStaff(db, clock),
    audit: mysqlAudit(db, clock),
    history: mysqlHistory(db),
    claimId: mysqlClaims(db, clock),
    clock,
  };
}
