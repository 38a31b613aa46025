import { existsSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { subjectsOf } from "./clients.ts";
import { listAt } from "../story/api.ts";
import { openMailDatabase } from "./database.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

const sender = "bia@outside.example";

describe("where mail lies", function () {
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

  const inbox = async (address: string, subjects: readonly string[], pass = secret) => {
    const session = await stand.clients.open(address, pass);
    try {
      await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(subjects));
    } finally {
      await session.logout();
    }
  };
  const bring = (to: string, subject: string) => stand.clients.bring({ from: sender, to, subject });
  const storageOf = async (id: string) => {
    const [rows] = await database.query<RowDataPacket[]>(
      "SELECT storage_id AS storage FROM mailboxes WHERE id = ?",
      [id],
    );
    const storage = String(rows[0]?.["storage"]);
    return join(stand.torre.home.dir, "mailstore", storage.slice(-2), storage);
  };

  it("C78: stays with a mailbox that gets another name, and what is written to the old one comes", async () => {
    const { id } = await stand.mailbox(owner, "antiga");
    const [former, present] = [`antiga@${owner.domain}`, `nova@${owner.domain}`];
    await bring(former, "antes");
    await inbox(former, ["antes"]);
    const session = await stand.clients.open(former, secret);
    await session.mailboxOpen("INBOX");
    const { etag } = await stand.api.get(`/mailboxes/${id}`);
    const renamed = await stand.api.patch(`/mailboxes/${id}`, { address: present }, etag ?? "");
    expect([renamed.status, renamed.body["address"]]).to.deep.equal([200, present]);
    await eventually(() => expect(session.usable).to.equal(false));
    await inbox(present, ["antes"]);
    await bring(former, "ao nome antigo");
    await bring(present, "ao nome novo");
    await inbox(present, ["antes", "ao nome antigo", "ao nome novo"]);
    const login = stand.clients.open(former, secret).then(
      () => "let in",
      () => "refused",
    );
    expect(await login).to.equal("refused");
    const again = await stand.api.post(`/subscriptions/${owner.subscriptionId}/mailboxes`, {
      address: former,
      password: secret,
    });
    expect([again.status, again.body["code"]]).to.deep.equal([409, "mail.address_taken"]);
    const { etag: read } = await stand.api.get(`/mailboxes/${id}`);
    const back = await stand.api.patch(`/mailboxes/${id}`, { address: former }, read ?? "");
    expect(back.body["address"]).to.equal(former);
    const taken = await stand.api.get(`/mailboxes/${id}`);
    const wrong = await stand.api.patch(
      `/mailboxes/${id}`,
      { address: owner.address },
      taken.etag ?? "",
    );
    expect([wrong.status, wrong.body["code"]]).to.deep.equal([409, "mail.address_taken"]);
  });

  it("C85: D17: stays with a login that gets another name, and the mailbox is named as it is", async () => {
    const bia = await stand.newcomer();
    await bring(bia.address, "antes");
    await inbox(bia.address, ["antes"], bia.password);
    const { body } = await stand.api.get(`/subscriptions/${bia.subscriptionId}`);
    const id = String(listAt(body, "items").find(({ kind }) => kind === "login")?.["id"]);
    const username = `nova${bia.username.slice(-8)}`;
    const present = `${username}@${bia.domain}`;
    const { etag: alone } = await stand.api.get(`/mailboxes/${bia.mainId}`);
    const own = await stand.api.patch(
      `/mailboxes/${bia.mainId}`,
      { address: present },
      alone ?? "",
    );
    expect([own.status, own.body["code"]], "not alone").to.deep.equal([409, "mail.of_a_login"]);
    const taken = await stand.mailbox(bia, "ocupada");
    expect(taken.id).to.be.a("string");
    const rename = async (name: string) => {
      const { etag } = await stand.api.get(`/logins/${id}`);
      return stand.api.put(`/logins/${id}/username`, { username: name }, etag ?? "");
    };
    const refused = await rename("ocupada");
    expect([refused.status, refused.body["code"]]).to.deep.equal([409, "mail.address_taken"]);
    const { status, body: login } = await rename(username);
    expect([status, login["username"]]).to.deep.equal([200, username]);
    await inbox(present, ["antes"], bia.password);
    await bring(bia.address, "ao nome antigo");
    await bring(present, "ao nome novo");
    await inbox(present, ["antes", "ao nome antigo", "ao nome novo"], bia.password);
    const former = stand.clients.open(bia.address, bia.password).then(
      () => "let in",
      () => "refused",
    );
    expect(await former).to.equal("refused");
  });

  it("D13: is another place for a name that is taken again, and is destroyed when its time is over", async () => {
    const { id } = await stand.mailbox(owner, "volta");
    const address = `volta@${owner.domain}`;
    await bring(address, "segredo");
    await inbox(address, ["segredo"]);
    const old = await storageOf(id);
    expect(existsSync(join(old, "Maildir/cur"))).to.equal(true);
    expect((await stand.api.delete(`/mailboxes/${id}`)).status).to.equal(204);
    // Thirty days pass: what forgets it writes its storage down and lets the name go.
    await database.query(
      `INSERT INTO sealed_storages (id, mailbox_id, address, subscription_id, customer_id,
         business_unit_id, sealed_at, keep_until)
       SELECT storage_id, id, address, subscription_id, customer_id, business_unit_id,
         NOW(), '2999-01-01' FROM mailboxes WHERE id = ?`,
      [id],
    );
    await database.query("DELETE FROM mailboxes WHERE id = ?", [id]);
    const { id: next } = await stand.mailbox(owner, "volta");
    await inbox(address, []);
    await bring(address, "do novo dono");
    await inbox(address, ["do novo dono"]);
    expect(existsSync(join(old, "Maildir/cur")), "sealed").to.equal(true);
    await database.query("UPDATE sealed_storages SET keep_until = NOW() WHERE mailbox_id = ?", [
      id,
    ]);
    const overdueSince = Date.now();
    // One that never got a letter has no folder, and is no less destroyed.
    const { id: empty } = await stand.mailbox(owner, "nunca");
    await database.query(
      `INSERT INTO sealed_storages (id, mailbox_id, address, subscription_id, customer_id,
         business_unit_id, sealed_at, keep_until)
       SELECT UUID(), id, address, subscription_id, customer_id, business_unit_id,
         NOW(), NOW() FROM mailboxes WHERE id = ?`,
      [empty],
    );
    await eventually(() => expect(existsSync(old)).to.equal(false), { withinMs: 30_000 });
    await eventually(
      async () => {
        const [rows] = await database.query<RowDataPacket[]>(
          "SELECT destroyed_at AS at FROM sealed_storages WHERE mailbox_id = ?",
          [empty],
        );
        const at: unknown = rows[0]?.["at"];
        expect(at).to.be.an.instanceOf(Date);
        expect((at as Date).getTime()).to.be.within(overdueSince, Date.now());
      },
      { withinMs: 30_000 },
    );
    await inbox(address, ["do novo dono"]);
    expect(existsSync(await storageOf(next))).to.equal(true);
  });
});
