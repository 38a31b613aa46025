import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { type Api, apiOf, idOf, listAt } from "../story/api.ts";
import { connectNewcomer, reaches } from "../story/newcomer.ts";
import { radclient } from "../story/radius.ts";

/** It is a day later there than on Midway, at every hour. */
const [west, east] = ["Pacific/Midway", "Pacific/Kiritimati"];

describe("an operation whose day comes while plans dies", () => {
  for (const place of ["plans.scheduled_due", "plans.scheduled_decided"]) {
    it(`happens once: ${place}`, async function () {
      this.timeout(240_000);
      const torre = await startTorre({ env: { TORRE_FAILPOINTS_PLANS: `${place}=exit` } });
      try {
        await tellStory(torre);
      } finally {
        await torre.stop();
      }
    });
  }
});

async function tellStory(torre: Torre): Promise<void> {
  const status = await torre.status();
  const api = apiOf(status);
  const { businessUnitId, subscriptionId, username, password, operationIds } =
    await connectNewcomer(api);
  await reaches(api, `/operations/${operationIds[0]}`, "done", 60_000);
  await moveTo(api, businessUnitId, west);
  const on = dayIn(west, 1);
  const set = await api.post(`/subscriptions/${subscriptionId}/suspend`, { on });
  expect([set.status, set.body["state"]]).to.deep.equal([202, "scheduled"]);
  await moveTo(api, businessUnitId, east);
  await reaches(api, `/operations/${idOf(set)}`, "done", 120_000);
  await eventually(
    () => expect(radclient(status).authenticate(username, password)).to.equal("Access-Reject"),
    { withinMs: 30_000 },
  );
  const { body } = await api.get(`/subscriptions/${subscriptionId}`);
  expect(listAt(body, "suspensions").map((held) => held["on"])).to.deep.equal([on]);
  const history = await api.get(`/subscriptions/${subscriptionId}/operations`);
  const kinds = listAt(history.body, "items").map(({ kind }) => kind);
  expect(kinds).to.deep.equal(["suspend", "register"]);
  const letters = await api.get("/dead-letters");
  expect(letters.body["items"], "dead letters").to.deep.equal([]);
  expect(torre.process("plans")?.restarts ?? 0, "died on the way").to.be.above(0);
}

async function moveTo(api: Api, unitId: string, timeZone: string): Promise<void> {
  const path = `/business-units/${unitId}`;
  const { etag } = await api.get(path);
  const moved = await api.patch(path, { timeZone }, etag ?? "");
  expect(moved.status, JSON.stringify(moved.body)).to.equal(200);
}

function dayIn(timeZone: string, daysAhead: number): string {
  const at = new Date(Date.now() + daysAhead * 86_400_000);
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
}
