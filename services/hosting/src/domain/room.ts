import { refuse } from "./errors.ts";

/** What a plan gives a hosting subscription. */
export type HostingPlan = {
  readonly domains: number;
  readonly databases: number;
  readonly ftpUsers: number;
  /** Names of the catalogue's right-click options (D21); none where it restricts nothing. */
  readonly options: readonly string[];
};

/** Refuses what the plan does not offer by right-click (C8). */
export function checkOffered({ options }: HostingPlan, ...names: readonly string[]): void {
  if (options.length === 0 || names.some((name) => options.includes(name))) return;
  throw refuse.not_offered(`The plan does not offer ${names.join(" or ")}.`);
}

export function checkDatabaseRoom({ databases }: HostingPlan, present: number): void {
  if (present < databases) return;
  throw refuse.database_limit(`The plan carries ${databases} databases, and all are taken.`);
}

export function checkFtpRoom({ ftpUsers }: HostingPlan, present: number): void {
  if (present < ftpUsers) return;
  throw refuse.ftp_user_limit(`The plan carries ${ftpUsers} FTP users, and all are taken.`);
}
