import { migrate } from "@isp/db";
import { newId } from "@isp/kernel";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { reserveMailbox } from "../src/usecases/reserve-mailbox.ts";
import { hash, type MailStand, mailStand, providerDomain, write } from "./support/stand.ts";

const name = "202611281120-own-earlier-aliases";

describe("aliases from before it was written down whose domain they are under", function () {
  this.timeout(60_000);
  let stand: MailStand;

  before(async () => {
    stand = await mailStand();
  });
  after(() => stand.database.close());

  async function upgraded(): Promise<ReadonlyMap<string, boolean>> {
    const { db } = stand.database;
    await db.query("UPDATE mailbox_aliases SET is_own = 0");
    await db.query("DELETE FROM schema_migrations WHERE name = ?", [name]);
    expect(await migrate(db, migrations)).to.deep.equal([name]);
    const rows = await db.query<{ readonly address: string; readonly isOwn: number }[]>(
      "SELECT address, is_own AS isOwn FROM mailbox_aliases",
    );
    return new Map(rows.map(({ address, isOwn }) => [address, isOwn === 1]));
  }

  const person = (domain = providerDomain) => `p${newId().slice(-10)}@${domain}`;

  it("C49: D19: are their owner's where one subscription alone has anything under it", async () => {
    const [own, shared, provider] = ["loja", "grupo", "rede"].map(
      (word) => `${word}${newId().slice(-8)}.com.br`,
    ) as [string, string, string];
    const mailDomains = [provider, own, shared];
    const [ana, bia] = [stand.subscription({ mailDomains }), stand.subscription({ mailDomains })];
    const { id } = await stand.mailbox(ana, person(provider));
    const { id: other } = await stand.mailbox(bia, person(provider));
    const ofHers = await stand.alias(id, person(own));
    const ofBoth = [
      await stand.alias(id, person(shared)),
      await stand.alias(other, person(shared)),
    ];
    const ofProvider = await stand.alias(id, person(provider));
    const found = await upgraded();
    expect(found.get(ofHers)).to.equal(true);
    for (const address of [...ofBoth, ofProvider]) expect(found.get(address)).to.equal(false);
  });

  it("D17: are the provider's where a login has its mail, though nobody else has any", async () => {
    const domain = `rede${newId().slice(-8)}.com.br`;
    const { id: subscriptionId, customerId, businessUnitId } = stand.subscription();
    const place = { subscriptionId, customerId, businessUnitId, loginId: newId() };
    const more = { password: "segredo", isHeld: false, isMain: true, isLive: true, quotaMb: 10 };
    const mailboxId = await reserveMailbox(
      stand.transact,
      stand.clock,
      hash,
    )(write("ReserveMailbox"), { ...place, ...more, address: person(domain) });
    const alias = person(domain);
    await stand.transact(({ aliases }) => aliases.add(mailboxId, alias, false));
    expect((await upgraded()).get(alias)).to.equal(false);
  });
});
