import { deadLetters, inbox, outbox, requests } from "@isp/db";
import { radiusEvents } from "@isp/contracts";
import type { Clock, SecretBox } from "@isp/kernel";
import { knownServices, operationSecrets, operationSteps } from "@isp/messaging";
import type { EntityManager } from "typeorm";
import { type IpClass, notShared, withoutIpv6 } from "../domain/network-lists.ts";
import type { Radius } from "../usecases/ports.ts";
import { mysqlArchive } from "./archive.ts";
import { mysqlDisconnects } from "./disconnects.ts";
import { mysqlIps } from "./ips.ts";
import { mysqlLogins } from "./logins.ts";
import { mysqlNetwork } from "./network.ts";
import { mysqlNetworkList } from "./network-lists.ts";
import { mysqlNoc } from "./noc.ts";
import { mysqlUnitPeriods } from "./unit-periods.ts";
import { mysqlRenames } from "./renames.ts";
import { mysqlRejects } from "./rejects.ts";
import { mysqlOvertaken, mysqlReplicas } from "./replicas.ts";
import { mysqlUnits } from "./units.ts";
import { mysqlSessions } from "./sessions.ts";

/** Binds everything a transaction of radius can touch to one transaction. */
export function radiusScope(
  clock: Clock,
  box: Pick<SecretBox, "seal" | "open">,
): (manager: EntityManager) => Radius {
  return (manager) => {
    const facts = outbox(manager, clock);
    return {
      logins: mysqlLogins(manager),
      renames: mysqlRenames(manager),
      ips: mysqlIps(manager),
      units: mysqlUnits(manager),
      network: mysqlNetwork(manager),
      ipClasses: mysqlNetworkList<IpClass>(manager, "ip-class", { ...notShared, ...withoutIpv6 }),
      speedProfiles: mysqlNetworkList(manager, "speed-profile"),
      sessions: mysqlSessions(manager),
      archive: mysqlArchive(manager),
      disconnects: mysqlDisconnects(manager),
      rejects: mysqlRejects(manager),
      periods: mysqlUnitPeriods(manager),
      noc: mysqlNoc(manager),
      replicas: mysqlReplicas(manager),
      steps: operationSteps(manager, facts, "radius", {
        contract: radiusEvents.operation.of("applied"),
        clock,
      }),
      overtaken: mysqlOvertaken(manager),
      services: knownServices(manager),
      secrets: operationSecrets(manager, box, clock),
      inbox: inbox(manager),
      outbox: facts,
      requests: requests(manager),
      deadLetters: deadLetters(manager),
    };
  };
}
