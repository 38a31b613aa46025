import { addColumn, addIndex, type Migration } from "@isp/db";

const bare = ["':'", "'-'", "'.'"].reduce((text, sign) => `REPLACE(${text}, ${sign}, '')`, "mac");

export const findSessionsByMac: Migration = {
  name: "202611230310-find-sessions-by-mac",
  statements: [
    // Every NAS writes MAC addresses its own way; they are found by their digits alone.
    ...addColumn("live_sessions", "mac_digits", `varchar(64) AS (LOWER(${bare})) VIRTUAL`),
    ...addIndex("live_sessions", "live_sessions_by_mac", "KEY live_sessions_by_mac (mac_digits)"),
  ],
};
