export { addColumn, addIndex, alterUnless, dropIndex } from "./alter.ts";
export {
  bigintColumn,
  booleanColumn,
  civilDateColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  wordColumn,
} from "./columns.ts";
export { type DatabaseOptions, openDatabase } from "./database.ts";
export { type DeadLetter, type DeadLetters, deadLetters } from "./dead-letters.ts";
export { driverCode, duplicateKey, isConnectionLost } from "./errors.ts";
export { type Inbox, inbox } from "./inbox.ts";
export { infrastructure, operationSecretsTable } from "./infrastructure.ts";
export { acquireLease, type Lease, type LeaseKeeper, leaseKeeper, releaseLease } from "./lease.ts";
export { type Migration, migrate } from "./migrate.ts";
export {
  type About,
  envelope,
  type FactRows,
  type Outbox,
  outbox,
  type QueuedFact,
  queuedFact,
} from "./outbox.ts";
export { prune } from "./prune.ts";
export { type Claim, type Requests, requests, type WriteRequest } from "./requests.ts";
export { type Rows, rowsOf } from "./rows.ts";
export { filledIn, rowId, type Sql } from "./sql.ts";
export { type Transact, queryOf, reader, transactor } from "./transact.ts";
