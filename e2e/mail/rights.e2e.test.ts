import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import mysql, { type Connection, type RowDataPacket } from "mysql2/promise";
import { at } from "../story/api.ts";
import { type MailStand, openMailStand } from "./stand.ts";

describe("the database user of the mail servers", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let reader: Connection;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    await stand.newcomer();
    const file = join(stand.torre.home.secrets, "torre.json");
    const secrets: unknown = JSON.parse(readFileSync(file, "utf8"));
    const { host, port } = stand.status.mariadb;
    const password = String(at(secrets, "mailReader"));
    reader = await mysql.createConnection({ host, port, user: "mail_reader", password });
  });

  after(() => reader?.end());

  const code = (statement: string) =>
    reader.query(statement).then(
      () => "allowed",
      (error: unknown) => String(at(error, "code")),
    );

  it("reads the views of mail, and sees nothing else in the whole server", async () => {
    // Those two show every user his own session and nothing else.
    const [rows] = await reader.query<RowDataPacket[]>(
      `SELECT CONCAT(table_schema, '.', table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('information_schema', 'performance_schema') ORDER BY 1`,
    );
    const views = [
      "aliases",
      "domains",
      "logins",
      "mailboxes",
      "refusals",
      "scripts",
      "senders",
      "suspended",
      "transports",
      "users",
    ];
    expect(rows.map((row) => String(row["name"]))).to.deep.equal(
      views.map((view) => `mail.served_${view}`),
    );
    const [logins] = await reader.query<RowDataPacket[]>("SELECT * FROM mail.served_logins");
    expect(logins).to.have.length.above(0);
    for (const login of logins)
      expect(login["password"]).to.match(/^\{ARGON2ID\}\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("reads no table, and writes nowhere", async () => {
    for (const table of ["mailboxes", "held_letters", "outbox", "known_senders"])
      expect(await code(`SELECT * FROM mail.${table}`)).to.equal("ER_TABLEACCESS_DENIED_ERROR");
    expect(await code("SELECT * FROM plans.customers")).to.match(/DENIED/);
    const writes = [
      "UPDATE mail.served_logins SET nologin = NULL",
      "DELETE FROM mail.served_mailboxes",
      "INSERT INTO mail.served_domains VALUES ('x.example')",
      "CREATE TABLE mail.mine (id int)",
      "DROP VIEW mail.served_users",
    ];
    for (const statement of writes) expect(await code(statement), statement).to.match(/DENIED/);
    expect(await code("SELECT LOAD_FILE('/etc/passwd') INTO OUTFILE '/tmp/x'")).to.match(/DENIED/);
  });
});
