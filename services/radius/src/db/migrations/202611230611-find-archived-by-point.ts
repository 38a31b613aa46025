import { addIndex, type Migration } from "@isp/db";

export const findArchivedByPoint: Migration = {
  name: "202611230611-find-archived-by-point",
  statements: addIndex(
    "sessions",
    "sessions_by_routing_point",
    "KEY sessions_by_routing_point (routing_point_id, id)",
  ),
};
