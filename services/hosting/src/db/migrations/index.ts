import type { Migration } from "@isp/db";
import { createDomains } from "./202611220100-create-domains.ts";
import { addQuarantine } from "./202611230200-add-quarantine.ts";
import { addItems } from "./202611230300-add-items.ts";
import { addSites } from "./202611251100-add-sites.ts";
import { addDatabaseSizes } from "./202611251120-add-database-sizes.ts";
import { addHosts } from "./202611251130-add-hosts.ts";
import { addFtpPasswords } from "./202611251110-add-ftp-passwords.ts";
import { addDiskDays } from "./202611261200-add-disk-days.ts";
import { addPasswordRequests } from "./202611281200-add-password-requests.ts";
import { addComparisons } from "./202611261100-add-comparisons.ts";

/** Every step of the schema, in the order in which they run. */
export const migrations: readonly Migration[] = [
  createDomains,
  addQuarantine,
  addItems,
  addSites,
  addFtpPasswords,
  addDatabaseSizes,
  addHosts,
  addComparisons,
  addDiskDays,
  addPasswordRequests,
];
