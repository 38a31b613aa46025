import { mailEvents } from "@isp/contracts";
import { inbox, outbox, requests } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { knownServices, operationSteps } from "@isp/messaging";
import type { EntityManager } from "typeorm";
import type { Mail } from "../usecases/ports.ts";
import { mysqlMailboxes } from "./mailboxes.ts";

const contract = mailEvents.operation.of("applied");

export function mailScope(manager: EntityManager, clock: Clock): Mail {
  const facts = outbox(manager, clock);
  return {
    mailboxes: mysqlMailboxes(manager),
    services: knownServices(manager),
    steps: operationSteps(manager, facts, "mail", { contract, clock }),
    outbox: facts,
    inbox: inbox(manager),
    requests: requests(manager),
  };
}
