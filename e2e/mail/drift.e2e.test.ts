import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { at } from "../story/api.ts";
import { subjectsOf } from "./clients.ts";
import { openMailDatabase } from "./database.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

const soon = { withinMs: 20_000, everyMs: 100 };

describe("mailboxes that the servers hold differently from what is wanted", function () {
  this.timeout(90_000);
  let stand: MailStand;
  let owner: MailCustomer;
  let database: Connection;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
    database = await openMailDatabase(stand);
  });

  after(() => database?.end());

  const real = (id: string, state: string, reason: string) =>
    eventually(async () => {
      const { body } = await stand.api.get(`/mailboxes/${id}`);
      expect([at(body, "real", "state"), at(body, "real", "reason")]).to.deep.equal([
        state,
        reason,
      ]);
    }, soon);
  const apply = async (id: string) => {
    const { status } = await stand.api.post(`/mailboxes/${id}/apply`, {});
    expect(status).to.equal(200);
    await real(id, "in-step", "");
  };

  it("show what differs, and an operator has it mended", async () => {
    await stand.mailbox(owner, "destino");
    const { id } = await stand.mailbox(owner, "mexida", { copyTo: `destino@${owner.domain}` });
    await real(id, "in-step", "");
    // Somebody at the database: a copy to himself instead of the customer's.
    await database.query(
      `UPDATE mailboxes SET script = 'redirect "x@outside.example";', script_id = 'x' WHERE id = ?`,
      [id],
    );
    await real(id, "drifted", "drift-script");
    const [rows] = await database.query<RowDataPacket[]>(
      "SELECT script FROM mailboxes WHERE id = ?",
      [id],
    );
    expect(rows[0]?.["script"], "nobody mends it by himself").to.contain("x@outside.example");
    await apply(id);
    await stand.clients.bring({
      from: "bia@outside.example",
      to: `mexida@${owner.domain}`,
      subject: "de volta",
    });
    const session = await stand.clients.open(`destino@${owner.domain}`, secret);
    await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(["de volta"]));
    await session.logout();
  });

  it("show it too where a server does not know one at all, and count in the metrics", async () => {
    const { id } = await stand.mailbox(owner, "sumida");
    await real(id, "in-step", "");
    await database.query("UPDATE mailboxes SET gone_at = '2026-01-01' WHERE id = ?", [id]);
    await real(id, "drifted", "drift-unserved");
    const { metricsUrl = "" } = stand.status.services.find(({ name }) => name === "mail") ?? {};
    await eventually(async () => {
      const text = await (await fetch(metricsUrl)).text();
      const count = /^isp_mail_drifted_mailboxes.*$/m.exec(text)?.[0];
      expect(count).to.equal("isp_mail_drifted_mailboxes 1");
    }, soon);
    await apply(id);
    await (await stand.clients.open(`sumida@${owner.domain}`, secret)).logout();
  });
});
