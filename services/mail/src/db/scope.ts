import { mailEvents } from "@isp/contracts";
import { inbox, outbox, requests } from "@isp/db";
import type { Clock, SecretBox } from "@isp/kernel";
import { knownServices, operationSecrets, operationSteps } from "@isp/messaging";
import type { EntityManager } from "typeorm";
import type { Mail } from "../usecases/ports.ts";
import { mysqlAliases } from "./aliases.ts";
import { mysqlDomainMoves } from "./domain-moves.ts";
import { mysqlHeldLetters } from "./held-letters.ts";
import { mysqlMailboxes } from "./mailboxes.ts";
import { mysqlSealedStorages } from "./sealed-storages.ts";
import { mysqlTestMessages } from "./test-messages.ts";
import { mysqlUnitDomains } from "./unit-domains.ts";
import { mysqlUnitPolicies } from "./unit-policies.ts";

const contract = mailEvents.operation.of("applied");

export function mailScope(
  manager: EntityManager,
  clock: Clock,
  box: Pick<SecretBox, "seal" | "open">,
  hasServer = false,
): Mail {
  const facts = outbox(manager, clock);
  return {
    hasServer,
    mailboxes: mysqlMailboxes(manager),
    services: knownServices(manager),
    storages: mysqlSealedStorages(manager),
    held: mysqlHeldLetters(manager),
    aliases: mysqlAliases(manager),
    moves: mysqlDomainMoves(manager),
    testMessages: mysqlTestMessages(manager),
    unitDomains: mysqlUnitDomains(manager),
    policies: mysqlUnitPolicies(manager),
    secrets: operationSecrets(manager, box, clock),
    steps: operationSteps(manager, facts, "mail", { contract, clock }),
    outbox: facts,
    inbox: inbox(manager),
    requests: requests(manager),
  };
}
