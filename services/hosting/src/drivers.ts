import type { Transact } from "@isp/db";
import { type Clock, DomainError, type SecretBox } from "@isp/kernel";
import type { ServiceContext } from "@isp/runtime";
import { pdnsServer } from "./clients/pdns.ts";
import { grpcWebAgent } from "./clients/web-agent.ts";
import type { HostingConfig } from "./config.ts";
import type { Database } from "./domain/database.ts";
import type { Domain } from "./domain/domain.ts";
import type { FtpUser } from "./domain/ftp-user.ts";
import { domainDriver } from "./usecases/drive/domain-driver.ts";
import { driveOne, type DriveOne } from "./usecases/drive/drive-items.ts";
import type { Driver } from "./usecases/drive/driver.ts";
import { settleSteps } from "./usecases/drive/settle-steps.ts";
import { workOff } from "./usecases/drive/work-off.ts";
import type { HostedItems } from "./usecases/items/all.ts";
import { domainKind } from "./usecases/items/domains.ts";
import { databaseKind, ftpUserKind } from "./usecases/items/hung-kinds.ts";
import type { Hosting, WorkKind } from "./usecases/ports.ts";

/** The servers that are configured here, each behind its driver. */
export type Drivers = {
  readonly kinds: readonly WorkKind[];
  readonly domain?: Driver<Domain>;
  readonly database?: Driver<Database>;
  readonly ftpUser?: Driver<FtpUser>;
};

export function driversOf(
  { channel, clock }: Pick<ServiceContext, "channel" | "clock">,
  config: HostingConfig,
  look: Transact<Hosting>,
): Drivers {
  const { HOSTING_PDNS_URL: url, HOSTING_PDNS_API_KEY: apiKey, HOSTING_WEB_AGENT_URL: at } = config;
  if (url === undefined || apiKey === undefined || at === undefined) return { kinds: [] };
  const domain = domainDriver({
    dns: pdnsServer({ url, apiKey }),
    web: grpcWebAgent(channel("web-agent", at)),
    provider: {
      nameServers: config.HOSTING_NAME_SERVERS,
      webAddress: config.HOSTING_WEB_ADDRESS,
    },
    look,
    clock,
  });
  return { kinds: ["domain"], domain };
}

type Parts = {
  readonly look: Transact<Hosting>;
  readonly transact: Transact<Hosting>;
  readonly clock: Clock;
  readonly log: ServiceContext["log"];
  readonly box: Pick<SecretBox, "seal">;
};

/** The worker that brings items to their servers, and steps to their ends. */
export function serverWorkers(
  { look, transact, clock, log, box }: Parts,
  drivers: Drivers,
  items: Pick<HostedItems, "named">,
) {
  const onFailure = (error: unknown, itemId: string) => {
    const away = error instanceof DomainError;
    if (away) log.warn({ itemId, code: error.code }, error.message);
    else log.error({ itemId, err: error }, "a server did not take an item over");
  };
  const parts = { look, transact, clock, onFailure };
  const one: Partial<Record<WorkKind, DriveOne>> = {
    ...(drivers.domain && { domain: driveOne(parts, domainKind(true), drivers.domain) }),
    ...(drivers.database && {
      database: driveOne(parts, databaseKind(box, true), drivers.database),
    }),
    ...(drivers.ftpUser && {
      "ftp-user": driveOne(parts, ftpUserKind(box, true), drivers.ftpUser),
    }),
  };
  const work = workOff(look, clock, one);
  const settle = settleSteps(look, transact, items, clock);
  return {
    name: "servers",
    everyMs: 500,
    async run() {
      const isMore = await work();
      await settle();
      return isMore;
    },
  };
}
