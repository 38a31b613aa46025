import type { Migration } from "@isp/db";
import { createGateway } from "./202611220100-create-gateway.ts";
import { addRoles } from "./202611230301-add-roles.ts";
import { letSearchConnections } from "./202611230610-let-search-connections.ts";
import { letCloseConnections } from "./202611230701-let-close-connections.ts";
import { letClimbLadder } from "./202611241000-let-climb-ladder.ts";
import { letSettlePayment } from "./202611241190-let-settle-payment.ts";
import { letPayOut } from "./202611271200-let-pay-out.ts";
import { letReadMailboxes } from "./202611251010-let-read-mailboxes.ts";

/** Every step of the schema, in the order in which they run. */
export const migrations: readonly Migration[] = [
  createGateway,
  addRoles,
  letCloseConnections,
  letSearchConnections,
  letClimbLadder,
  letSettlePayment,
  letReadMailboxes,
  letPayOut,
];
