import { addIndex, type Migration } from "@isp/db";

/**
 * Whose and where a session is never changes, and its end changes once: none of this is looked after by an
 * interim report.
 */
export const findSessionsByPlace: Migration = {
  name: "202611230902-find-sessions-by-place",
  statements: [
    ...addIndex(
      "live_sessions",
      "live_sessions_by_routing_point",
      "KEY live_sessions_by_routing_point (routing_point_id, ended_at)",
    ),
    ...addIndex(
      "live_sessions",
      "live_sessions_by_unit",
      "KEY live_sessions_by_unit (business_unit_id, id)",
    ),
    ...addIndex("sessions", "sessions_by_unit", "KEY sessions_by_unit (business_unit_id, id)"),
  ],
};
