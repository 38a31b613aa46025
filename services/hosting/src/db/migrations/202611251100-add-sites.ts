import { addColumn, type Migration } from "@isp/db";
import { plainSite } from "../../domain/site.ts";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";
const word = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

/** What a site is beyond its name, its user on the web server, and what servers have yet to take over. */
export const addSites: Migration = {
  name: "202611251100-add-sites",
  statements: [
    ...addColumn("domains", "settings", "mediumtext NULL"),
    ...addColumn("domains", "admin_hash", "varchar(255) NOT NULL DEFAULT ''"),
    ...addColumn("domains", "disk_bytes", "bigint NOT NULL DEFAULT 0"),
    ...addColumn("domains", "uid", "int NOT NULL DEFAULT 0"),
    // Numbers are never given twice: files of a site that is gone would be another's.
    `CREATE TABLE IF NOT EXISTS site_users (
       uid int NOT NULL PRIMARY KEY AUTO_INCREMENT, domain_id ${id} NOT NULL,
       UNIQUE KEY site_users_one_domain (domain_id)
     ) ${table} AUTO_INCREMENT = 20000`,
    "INSERT IGNORE INTO site_users (domain_id) SELECT id FROM domains",
    `UPDATE domains SET uid = (SELECT u.uid FROM site_users u WHERE u.domain_id = domains.id)
     WHERE uid = 0`,
    `UPDATE domains SET settings = '${JSON.stringify(plainSite)}' WHERE settings IS NULL`,
    "ALTER TABLE domains MODIFY settings mediumtext NOT NULL",
    `CREATE TABLE IF NOT EXISTS server_work (
       item_id ${id} NOT NULL PRIMARY KEY, kind ${word(16)} NOT NULL, due_at datetime(3) NOT NULL,
       attempts int NOT NULL DEFAULT 0, KEY server_work_by_due (due_at)
     ) ${table}`,
    // What was last written to a server, so that what somebody changed there by hand is seen.
    `CREATE TABLE IF NOT EXISTS server_copies (
       item_id ${id} NOT NULL, server ${word(32)} NOT NULL, content mediumtext NOT NULL,
       written_at datetime(3) NOT NULL, PRIMARY KEY (item_id, server)
     ) ${table}`,
  ],
};
