import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, idOf, listAt } from "../story/api.ts";
import { reaches } from "../story/newcomer.ts";
import { openStand, type Stand } from "./stand.ts";

describe("the end of a plan", function () {
  this.timeout(60_000);
  let stand: Stand;

  before(async function () {
    this.timeout(300_000);
    stand = await openStand();
  });

  it("C54: is cancelled with a reason, rejected by RADIUS, and never in service again", async () => {
    const newcomer = await stand.settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const reasonId = await stand.aReason();
    expect((await stand.api.post(`${path}/cancel`, {})).status).to.equal(400);
    await stand.done(await stand.accepted(path, "cancel", { reasonId }));
    await eventually(() => {
      expect(stand.client.authenticate(newcomer.username, newcomer.password)).to.equal(
        "Access-Reject",
      );
    });
    const { body } = await stand.api.get(path);
    expect([body["list"], body["service"], body["cancellationReasonId"]]).to.deep.equal([
      "cancelled",
      "released",
      reasonId,
    ]);
    for (const act of ["enable", "resume", "suspend"]) {
      const refused = await stand.api.post(`${path}/${act}`, {});
      expect([refused.status, refused.body["code"]], act).to.deep.equal([409, "plans.ended"]);
    }
  });

  it("C56, D13: is deleted by its number, and only its history can be read afterwards", async () => {
    const newcomer = await stand.settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const { body } = await stand.api.get(path);
    const wrong = await stand.api.delete(`${path}?confirm=1`);
    expect([wrong.status, at(wrong.body, "errors", 0, "pointer")]).to.deep.equal([400, "/confirm"]);
    const preview = await stand.api.post(`${path}/preview`, { operation: "delete" });
    const previewId = String(preview.body["previewId"]);
    const confirm = String(body["number"]);
    const begun = await stand.api.delete(`${path}?confirm=${confirm}&previewId=${previewId}`);
    const operation = await stand.done(begun);
    expect(operation["subscriptionNumber"]).to.equal(body["number"]);
    expect((await stand.api.get(path)).status).to.equal(404);
    expect((await stand.api.post(`${path}/suspend`, {})).status).to.equal(404);
    expect(stand.client.authenticate(newcomer.username, newcomer.password)).to.equal(
      "Access-Reject",
    );
    const history = await stand.api.get(`${path}/operations`);
    expect(listAt(history.body, "items").map(({ kind }) => kind)).to.deep.equal([
      "delete",
      "register",
    ]);
  });

  it("C56, D13: is not deleted while an invoice is unpaid", async () => {
    const newcomer = await stand.settled();
    const { businessUnitId, subscriptionId } = newcomer;
    const closing = await stand.api.post("/closings", { businessUnitId, on: "2026-05-31" });
    await reaches(stand.api, `/closings/${idOf(closing)}`, "proposed");
    await stand.api.post(`/closings/${idOf(closing)}/commit`);
    await reaches(stand.api, `/closings/${idOf(closing)}`, "committed");
    const path = `/subscriptions/${subscriptionId}`;
    const { body } = await stand.api.get(path);
    const refused = await stand.api.delete(`${path}?confirm=${String(body["number"])}`);
    expect([refused.status, refused.body["code"]]).to.deep.equal([409, "plans.preview_conflict"]);
    const conflicts = listAt(refused.body, "preview", "conflicts");
    expect(conflicts.map(({ service }) => service)).to.deep.equal(["billing"]);
    expect((await stand.api.get(path)).body["service"]).to.equal("on");
  });
});
