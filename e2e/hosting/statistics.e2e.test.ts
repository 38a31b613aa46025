import { writeFileSync } from "node:fs";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { listAt } from "../story/api.ts";
import { filesOf } from "./by-hand.ts";
import { curl } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

describe("statistics of a hosted site", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
  });

  it("C94: shows what curl asked for, with its traffic, and pages where they were chosen", async () => {
    const [chosen, plain] = [await story.domain({ statistics: true }), await story.domain()];
    for (const { id } of [chosen, plain])
      writeFileSync(filesOf(stand, id, "ofertas.html"), "x".repeat(10_000));
    for (let times = 0; times < 4; times++)
      await curl(stand.status, chosen.name, { path: "/ofertas.html" });
    await curl(stand.status, plain.name, { path: "/ofertas.html", secure: true });
    const read = async (id: string, days = 7) =>
      (await stand.api.get(`/domains/${id}/statistics?days=${days}`)).body;
    await eventually(async () => {
      const body = await read(chosen.id);
      expect(body["enabled"]).to.equal(true);
      expect(body["totals"], JSON.stringify(body)).to.include({ visits: 1, requests: 4 });
      const [day] = listAt(body, "days");
      expect(Number(day?.["bytes"])).to.be.within(40_000, 50_000);
      expect(listAt(body, "pages")[0]).to.include({ path: "/ofertas.html", requests: 4 });
    }, soon);
    await eventually(async () => {
      const body = await read(plain.id);
      expect(body).to.deep.include({ enabled: false, pages: [] });
      expect(body["totals"]).to.include({ requests: 1 });
    }, soon);
    expect((await stand.api.get(`/domains/${plain.id}/statistics?days=0`)).status).to.equal(400);
  });
});
