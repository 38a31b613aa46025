import { randomUUID } from "node:crypto";
import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { aCustomer, aPlan, aUnit, type Checklist, checklist } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";

/** Services that die once, each at the place named, while a domain moves; the supervisor starts them again. */
const rounds: readonly Readonly<Record<string, string>>[] = [
  { HOSTING: "hosting.mail_prepared", MAIL: "mail.following_domain" },
  { HOSTING: "hosting.domain_moved" },
  { MAIL: "mail.domain_prepared" },
];
/** Those without a place of their own on the way are killed as it begins. */
const killed = ["plans", "gateway", "radius", "billing"] as const;
const patient = { withinMs: 90_000, everyMs: 100 };
const folders = ["domains", "databases", "ftp-users", "hosts", "mailboxes"] as const;
type Ids = Readonly<Record<(typeof folders)[number], string>>;

describe("a domain that moves while services die (C99)", () => {
  for (const round of rounds) {
    it(`is whole on one side at every time: ${Object.values(round).join(", ")}`, async function () {
      this.timeout(300_000);
      const env = Object.fromEntries(
        Object.entries(round).map(([name, place]) => [`TORRE_FAILPOINTS_${name}`, `${place}=exit`]),
      );
      const torre = await startTorre({ env });
      try {
        const story = await furnished(torre);
        const first = await story.move();
        if (first !== 200) await story.isWhole();
        await eventually(async () => expect(await story.move()).to.equal(200), patient);
        await story.isAtTarget();
        for (const name of Object.keys(round))
          expect(torre.process(name.toLowerCase())?.restarts, name).to.be.above(0);
      } finally {
        await torre.stop();
      }
    });
  }

  it(`is whole on one side at every time: ${killed.join(", ")} killed`, async function () {
    this.timeout(300_000);
    const torre = await startTorre();
    try {
      const story = await furnished(torre);
      const asked = story.move();
      for (const name of killed) torre.killService(name);
      await asked;
      await eventually(() => story.isWhole(), patient);
      await eventually(async () => expect(await story.move()).to.equal(200), patient);
      await story.isAtTarget();
    } finally {
      await torre.stop();
    }
  });
});

/** A domain with one of everything under it, and what its move comes to. */
async function furnished(torre: Torre) {
  const status = await torre.status();
  const api = checklist(status);
  const { from, to } = await sold(api);
  const domain = await api.made(`/subscriptions/${from}/domains`, { name: "loja.com.br" });
  const under = (folder: string, body: object) => api.made(`/domains/${domain.id}/${folder}`, body);
  const password = "senha-de-teste-1";
  const ids: Ids = {
    domains: domain.id,
    databases: (await under("databases", { engine: "mariadb", name: "loja_dados" })).id,
    "ftp-users": (await under("ftp-users", { username: "ftploja", password })).id,
    hosts: (await under("hosts", { name: "vpn", type: "name", pointsTo: "203.0.113.8" })).id,
    // Once plans has heard of the domain.
    mailboxes: await eventually(
      async () => (await under("mailboxes", { login: "vendas", password })).id,
    ),
  };
  const key = randomUUID();
  const holders = async () => {
    const found = folders.map(async (folder) => (await api.get(`/${folder}/${ids[folder]}`)).body);
    return (await Promise.all(found)).map((body) => body["subscriptionId"]);
  };
  const isWhole = async () => {
    await eventually(async () => expect([from, to]).to.include((await holders())[0]), patient);
    const side = (await holders())[0];
    await eventually(async () => {
      expect(await holders()).to.deep.equal(folders.map(() => side));
    }, patient);
  };
  return {
    isWhole,
    /** Asks for the move, always the same one; answers the status, 0 where nobody answers. */
    move: () =>
      api
        .send("POST", `/domains/${domain.id}/move`, {
          headers: {
            authorization: `Bearer ${status.apiToken}`,
            "content-type": "application/json",
            "idempotency-key": key,
          },
          body: JSON.stringify({ subscriptionId: to }),
        })
        .then((answer) => answer.status)
        .catch(() => 0),
    isAtTarget: () =>
      eventually(async () => {
        expect(await holders()).to.deep.equal(folders.map(() => to));
        const kinds = async (id: string) =>
          listAt((await api.get(`/subscriptions/${id}`)).body, "items").map(({ kind }) => kind);
        expect(await kinds(from)).to.deep.equal([]);
        expect(await kinds(to)).to.have.members([
          "domain",
          "database",
          "ftp-user",
          "dns-host",
          "mailbox",
        ]);
        expect((await api.get("/dead-letters")).body["items"]).to.deep.equal([]);
      }, patient),
  };
}

async function sold(api: Checklist) {
  const unit = await aUnit(api, {});
  const hosting = { diskMb: 100, domains: 2, databases: 2, ftpUsers: 2 };
  const mailboxes = { included: 2, additionalFeeCents: 500, quotaMb: 50 };
  const plan = await aPlan(api, unit.id, { kind: "hosting", hosting, mailboxes });
  const one = async () => {
    const customer = await aCustomer(api, unit.city);
    const startOn = "2026-09-01";
    const asked = { customerId: customer.id, planId: plan.id, startOn, status: "enabled" };
    return (await api.made("/subscriptions", asked)).id;
  };
  return { from: await one(), to: await one() };
}
