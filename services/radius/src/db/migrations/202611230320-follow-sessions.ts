import { addIndex, type Migration } from "@isp/db";

export const followSessions: Migration = {
  name: "202611230320-follow-sessions",
  statements: [
    // Replicas read what began or ended lately while they cannot hear of it.
    ...addIndex(
      "live_sessions",
      "live_sessions_by_receipt",
      "KEY live_sessions_by_receipt (received_at)",
    ),
    ...addIndex("live_sessions", "live_sessions_by_end", "KEY live_sessions_by_end (ended_at)"),
  ],
};
