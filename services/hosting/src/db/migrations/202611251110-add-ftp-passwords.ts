import { addColumn, type Migration } from "@isp/db";

const hex = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** What the FTP server checks a password by. A user without one cannot log in until he is given another. */
export const addFtpPasswords: Migration = {
  name: "202611251110-add-ftp-passwords",
  statements: [
    ...addColumn("ftp_users", "password_hash", `${hex(64)} NOT NULL DEFAULT ''`),
    ...addColumn("ftp_users", "salt", `${hex(32)} NOT NULL DEFAULT ''`),
  ],
};
