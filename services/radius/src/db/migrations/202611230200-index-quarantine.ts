import { addIndex, type Migration } from "@isp/db";

export const indexQuarantine: Migration = {
  name: "202611230200-index-quarantine",
  statements: addIndex(
    "logins",
    "logins_by_wanted",
    "KEY logins_by_wanted (wanted_state, wanted_at)",
  ),
};
