import type { Migration } from "@isp/db";

/** Kept as long as the request itself is remembered, and forgotten with it. */
export const keepTestMessages: Migration = {
  name: "202611281130-keep-test-messages",
  statements: [
    `CREATE TABLE IF NOT EXISTS test_messages (
       request_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
       answer varchar(500) NOT NULL,
       CONSTRAINT test_messages_of_request FOREIGN KEY (request_id) REFERENCES requests (request_id)
         ON DELETE CASCADE
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
