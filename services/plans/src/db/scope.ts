import { inbox, outbox, requests } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { PlansScope } from "../usecases/ports.ts";
import { mysqlAccessClaims } from "./access-claims.ts";
import { mysqlBusinessUnits } from "./business-units.ts";
import { mysqlContracts } from "./contracts.ts";
import { mysqlCustomers } from "./customers.ts";
import { mysqlImports } from "./imports.ts";
import { mysqlItems } from "./items.ts";
import { mysqlNotes } from "./notes.ts";
import { mysqlListEntries } from "./list-entries.ts";
import { mysqlReferences } from "./references.ts";
import { mysqlOperations } from "./operations.ts";
import { mysqlPlans } from "./plans.ts";
import { mysqlPreviews } from "./previews.ts";
import { mysqlStatuses } from "./statuses.ts";
import { mysqlSubscriptions } from "./subscriptions.ts";

export function plansScope(manager: EntityManager, clock: Clock): PlansScope {
  return {
    units: mysqlBusinessUnits(manager),
    plans: mysqlPlans(manager),
    contracts: mysqlContracts(manager),
    statuses: mysqlStatuses(manager),
    entries: mysqlListEntries(manager),
    customers: mysqlCustomers(manager),
    subscriptions: mysqlSubscriptions(manager),
    operations: mysqlOperations(manager),
    items: mysqlItems(manager),
    accessClaims: mysqlAccessClaims(manager),
    previews: mysqlPreviews(manager),
    references: mysqlReferences(manager),
    notes: mysqlNotes(manager),
    imports: mysqlImports(manager),
    outbox: outbox(manager, clock),
    inbox: inbox(manager),
    requests: requests(manager),
  };
}
