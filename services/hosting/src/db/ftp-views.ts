import type { DataSource } from "typeorm";
import { ftpPermissions } from "../domain/ftp-user.ts";

/** Group ids of permissions, far above those of sites. */
const firstGroup = 2_000_000_001;

export type FtpViews = {
  /** A schema in which the FTP server's own user may read, and nowhere else. */
  readonly schema: string;
  readonly sitesDir: string;
};

/**
 * Lays out what the FTP server reads: a user is there while he is wanted on, with his permissions as groups.
 * A commit is all that it takes to let him in or to keep him out.
 */
export async function layOutFtpViews(
  db: Pick<DataSource, "query" | "driver">,
  { schema, sitesDir }: FtpViews,
): Promise<void> {
  const own = `\`${String(db.driver.database)}\``;
  const isOn = "JSON_VALUE(u.wanted, '$.state') = 'on' AND u.is_held = 0 AND u.password_hash <> ''";
  await db.query(
    `CREATE OR REPLACE VIEW \`${schema}\`.users AS
     SELECT u.name AS userid, u.password_hash AS passwd, u.salt AS salt, d.uid AS uid, d.uid AS gid,
       CONCAT('${sitesDir}/', u.domain_id, '/public', TRIM(TRAILING '/' FROM u.physical_path)) AS homedir
     FROM ${own}.ftp_users u JOIN ${own}.domains d ON d.id = u.domain_id WHERE ${isOn}`,
  );
  const groups = ftpPermissions.map(
    (permission, at) =>
      `SELECT '${groupOf(permission)}' AS groupname, ${firstGroup + at} AS gid, u.name AS members
       FROM ${own}.ftp_users u
       WHERE JSON_VALUE(u.permissions, '$.${permission}') IN ('1', 'true') AND ${isOn}`,
  );
  await db.query(
    `CREATE OR REPLACE VIEW \`${schema}\`.permissions AS ${groups.join(" UNION ALL ")}`,
  );
}

/** `deleteFiles` is the group torre-delete-files. */
const groupOf = (permission: string) =>
  `torre-${permission.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
