import { addIndex, dropIndex, type Migration } from "@isp/db";

/** The digest of what was touched lately is made from the index alone. */
export const digestTouchedRows: Migration = {
  name: "202611230801-digest-touched-rows",
  statements: [
    ...addIndex("logins", "logins_by_touch", "KEY logins_by_touch (touched_at, version)"),
    ...dropIndex("logins", "logins_by_touched"),
    ...addIndex("ips", "ips_by_touch", "KEY ips_by_touch (touched_at, version)"),
    ...dropIndex("ips", "ips_by_touched"),
  ],
};
