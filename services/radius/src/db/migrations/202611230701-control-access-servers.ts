import { addColumn, addIndex, type Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;

export const controlAccessServers: Migration = {
  name: "202611230701-control-access-servers",
  statements: [
    ...addColumn("disconnects", "kind", `varchar(10) ${ascii} NOT NULL DEFAULT 'disconnect'`),
    // Each access server is asked at its own pace, so that a silent one keeps no other waiting.
    ...addColumn("disconnects", "nas_id", `${id} NULL`),
    ...addColumn("disconnects", "batch_id", `${id} NULL`),
    ...addIndex(
      "disconnects",
      "disconnects_by_batch",
      "KEY disconnects_by_batch (batch_id, state)",
    ),
    `UPDATE disconnects d JOIN live_sessions s ON s.id = d.session_id SET d.nas_id = s.nas_id
     WHERE d.nas_id IS NULL`,
    `CREATE TABLE IF NOT EXISTS disconnect_batches (
       id ${id} NOT NULL PRIMARY KEY,
       routing_point_id ${id} NOT NULL,
       sessions int NOT NULL,
       requested_by varchar(120) NOT NULL,
       requested_at datetime(3) NOT NULL,
       KEY disconnect_batches_by_point (routing_point_id, requested_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
