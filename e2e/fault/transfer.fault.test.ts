import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { someCpf } from "../console/rest.ts";
import { type Api, apiOf, at, idOf, listAt } from "../story/api.ts";
import { connectNewcomer, made, reaches } from "../story/newcomer.ts";
import { radclient } from "../story/radius.ts";

/** Everybody dies once on the way of a transfer; the supervisor starts them again. */
const rounds: readonly Readonly<Record<string, string>>[] = [
  { PLANS: "plans.preview_accepted=exit" },
  { PLANS: "plans.transfer_decided=exit" },
  {
    RADIUS: "radius.following=exit@2",
    MAIL: "mail.following=exit@2",
    HOSTING: "hosting.following=exit@2",
    BILLING: "consumer.handled=exit@3",
  },
];

describe("a transfer in which every service dies", () => {
  for (const round of rounds) {
    const places = Object.values(round).join(", ");
    it(`ends as if nobody had died (D19, C49): ${places}`, async function () {
      this.timeout(180_000);
      const env = Object.fromEntries(
        Object.entries(round).map(([name, place]) => [`TORRE_FAILPOINTS_${name}`, place]),
      );
      const torre = await startTorre({ env });
      try {
        await tellStory(torre, Object.keys(round));
      } finally {
        await torre.stop();
      }
    });
  }
});

async function tellStory(torre: Torre, dying: readonly string[]): Promise<void> {
  const status = await torre.status();
  const api = apiOf(status);
  const newcomer = await connectNewcomer(api, everything);
  const { subscriptionId, businessUnitId, username, password } = newcomer;
  await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done", 60_000);
  await furnish(api, subscriptionId, username);
  const { body: unit } = await api.get(`/business-units/${businessUnitId}`);
  const customer = {
    name: "Maria Souza",
    personType: "individual",
    document: someCpf(),
    city: unit["city"],
    address: "Rua Goiás, 20",
  };
  const customerId = (await made(api.post("/customers", customer))).id;
  const begun = await transfer(api, subscriptionId, customerId);
  await reaches(api, `/operations/${begun}`, "done", 60_000);
  await eventually(
    async () => {
      const { body } = await api.get(`/customers/${customerId}/tree`);
      const branches = listAt(body, "subscriptions");
      expect(branches, "her subscriptions").to.have.length(1);
      const items = listAt(branches[0], "items").map(({ kind, main }) => [kind, main]);
      expect(items).to.have.deep.members([
        ["login", true],
        ["mailbox", true],
        ["mailbox", false],
        ["domain", false],
        ["ftp-user", false],
        ["database", false],
      ]);
      expect(branches[0]?.["list"]).to.equal("active");
    },
    { withinMs: 60_000 },
  );
  const { body: former } = await api.get(`/subscriptions/${subscriptionId}`);
  expect([former["list"], former["items"]]).to.deep.equal(["cancelled", []]);
  await eventually(
    () => expect(radclient(status).authenticate(username, password)).to.equal("Access-Accept"),
    { withinMs: 30_000 },
  );
  const told = await api.post(`/operations/${begun}/passwords`);
  const kinds = listAt(told.body, "items").map(({ itemKind }) => itemKind);
  expect(kinds, "passwords").to.have.members(["mailbox", "mailbox", "ftp-user", "database"]);
  const histories = await api.get(`/subscriptions/${subscriptionId}/operations`);
  const transfers = listAt(histories.body, "items").filter(({ kind }) => kind === "transfer");
  expect(transfers, "transfers").to.have.length(1);
  const letters = await api.get("/dead-letters");
  expect(letters.body["items"], "dead letters").to.deep.equal([]);
  const restarted = dying.filter((name) => (torre.process(name.toLowerCase())?.restarts ?? 0) > 0);
  expect(restarted, "died on the way").to.deep.equal([...dying]);
}

/** A plan that carries everything there is. */
const everything = {
  mailboxes: { included: 2, additionalFeeCents: 0, quotaMb: 1_024 },
  hosting: { diskMb: 1_024, domains: 1, databases: 1, ftpUsers: 1 },
};

/** Beside the login with its mailbox: another mailbox, a domain, and what a domain carries. */
async function furnish(api: Api, subscriptionId: string, mark: string): Promise<void> {
  const path = `/subscriptions/${subscriptionId}`;
  const { body } = await api.get(path);
  const [mailbox] = listAt(body, "items").filter(({ kind }) => kind === "mailbox");
  const domainOf = String(mailbox?.["name"]).split("@")[1];
  const password = "senha-da-casa";
  await made(api.post(`${path}/mailboxes`, { address: `casa@${domainOf}`, password }));
  const domain = await made(api.post(`${path}/domains`, { name: `${mark}.com.br` }));
  await made(api.post(`/domains/${domain.id}/databases`, { engine: "mariadb", name: "loja" }));
  const ftp = { username: `ftp-${mark}`, password, physicalPath: "/site", virtualPath: "/" };
  await made(api.post(`/domains/${domain.id}/ftp-users`, ftp));
}

/** Whoever is away makes a conflict; what was seen with everybody there is what counts. */
async function transfer(api: Api, subscriptionId: string, customerId: string): Promise<string> {
  const path = `/subscriptions/${subscriptionId}`;
  return eventually(
    async () => {
      const begun = await api.post(`${path}/transfer`, { customerId });
      expect(begun.status, JSON.stringify(begun.body)).to.equal(202);
      expect(at(begun.body, "kind")).to.equal("transfer");
      return idOf(begun);
    },
    { withinMs: 60_000, everyMs: 500 },
  );
}
