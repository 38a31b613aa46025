import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { apiOf } from "../story/api.ts";
import { connectNewcomer, liveThroughMay, reaches } from "../story/newcomer.ts";

/** In each round every service dies once, at the place named; the supervisor starts it again. */
const rounds: readonly Readonly<Record<string, string>>[] = [
  {
    PLANS: "plans.access_reserved",
    RADIUS: "radius.access_held",
    MAIL: "mail.following",
    HOSTING: "hosting.following",
    BILLING: "billing.proposing_batch",
  },
  {
    PLANS: "plans.subscription_registered",
    RADIUS: "radius.following",
    MAIL: "relay.published",
    HOSTING: "relay.published",
    BILLING: "billing.committing_batch",
  },
  {
    PLANS: "plans.suspend_decided",
    RADIUS: "relay.published",
    MAIL: "consumer.handled",
    HOSTING: "consumer.handled",
    BILLING: "relay.published",
  },
  { PLANS: "plans.resume_decided", RADIUS: "consumer.handled", BILLING: "consumer.handled" },
  { PLANS: "relay.published" },
  { PLANS: "consumer.handled" },
];

describe("a story in which every service dies", () => {
  for (const round of rounds) {
    const places = Object.values(round).join(", ");
    it(`ends as if nobody had died: ${places}`, async function () {
      this.timeout(180_000);
      const env = Object.fromEntries(
        Object.entries(round).map(([name, place]) => [`TORRE_FAILPOINTS_${name}`, `${place}=exit`]),
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
  const newcomer = await connectNewcomer(api);
  const { operationIds, invoices } = await liveThroughMay(status, newcomer);
  for (const id of operationIds) await reaches(api, `/operations/${id}`, "done", 60_000);
  expect(invoices).to.have.length(1);
  expect(invoices[0]?.["totalCents"]).to.equal(2_903);
  const found = await api.get("/customers?limit=200");
  expect(found.body["items"], "customers").to.have.length(1);
  const tree = await api.get(`/customers/${newcomer.customerId}/tree`);
  expect(tree.body["subscriptions"], "subscriptions").to.have.length(1);
  const letters = await api.get("/dead-letters");
  expect(letters.body["items"], "dead letters").to.deep.equal([]);
  const restarted = dying.filter((name) => (torre.process(name.toLowerCase())?.restarts ?? 0) > 0);
  expect(restarted, "died on the way").to.deep.equal([...dying]);
}
