import type { SecretBox } from "@isp/kernel";
import type { Database } from "../../domain/database.ts";
import type { Domain } from "../../domain/domain.ts";
import type { FtpUser } from "../../domain/ftp-user.ts";
import type { ZoneHostItem } from "../../domain/zone-host.ts";
import type { WorkKind } from "../ports.ts";
import { domainKind } from "./domains.ts";
import { hostKind } from "./host-kind.ts";
import { databaseKind, ftpUserKind } from "./hung-kinds.ts";
import type { ItemKind } from "./kind.ts";

export type HostedKinds = {
  readonly domain: ItemKind<Domain>;
  readonly database: ItemKind<Database>;
  readonly ftpUser: ItemKind<FtpUser>;
  readonly host: ItemKind<ZoneHostItem>;
};

/** Every kind, as what is configured here drives it. */
export function hostedKinds(
  box: Pick<SecretBox, "seal">,
  driven: readonly WorkKind[],
): HostedKinds {
  const isDriven = (kind: WorkKind) => driven.includes(kind);
  return {
    domain: domainKind(isDriven("domain")),
    database: databaseKind(box, isDriven("database")),
    ftpUser: ftpUserKind(box, isDriven("ftp-user")),
    host: hostKind(isDriven("dns-host")),
  };
}
