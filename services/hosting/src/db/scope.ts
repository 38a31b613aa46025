import { hostingEvents } from "@isp/contracts";
import { inbox, outbox, requests } from "@isp/db";
import type { Clock, SecretBox } from "@isp/kernel";
import { knownServices, operationSecrets, operationSteps } from "@isp/messaging";
import type { EntityManager } from "typeorm";
import type { Hosting } from "../usecases/ports.ts";
import { mysqlDomains } from "./domains.ts";
import { mysqlDatabases, mysqlFtpUsers, mysqlHosts } from "./hosted-items.ts";
import { mysqlDomainNames } from "./domain-names.ts";
import { mysqlComparisons } from "./comparisons.ts";
import { mysqlServerCopies } from "./server-copies.ts";
import { mysqlServerWork } from "./server-work.ts";
import { mysqlServers } from "./servers.ts";
import { mysqlSizes } from "./sizes.ts";
import { mysqlSiteUsers } from "./site-users.ts";

const contract = hostingEvents.operation.of("applied");

export function hostingScope(
  manager: EntityManager,
  clock: Clock,
  box: Pick<SecretBox, "seal" | "open">,
): Hosting {
  const facts = outbox(manager, clock);
  return {
    domains: mysqlDomains(manager),
    databases: mysqlDatabases(manager),
    ftpUsers: mysqlFtpUsers(manager),
    hosts: mysqlHosts(manager),
    servers: mysqlServers(manager),
    siteUsers: mysqlSiteUsers(manager),
    names: mysqlDomainNames(manager),
    work: mysqlServerWork(manager),
    copies: mysqlServerCopies(manager),
    comparisons: mysqlComparisons(manager),
    sizes: mysqlSizes(manager, clock),
    services: knownServices(manager),
    secrets: operationSecrets(manager, box, clock),
    steps: operationSteps(manager, facts, "hosting", { contract, clock }),
    outbox: facts,
    inbox: inbox(manager),
    requests: requests(manager),
  };
}
