import { addIndex, type Migration } from "@isp/db";

export const queueDisconnectsByNas: Migration = {
  name: "202611230903-queue-disconnects-by-nas",
  statements: addIndex(
    "disconnects",
    "disconnects_by_nas",
    "KEY disconnects_by_nas (state, nas_id, batch_id, queued_at)",
  ),
};
