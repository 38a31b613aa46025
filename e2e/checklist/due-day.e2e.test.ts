import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { monthsBack } from "../story/days.ts";
import { aCustomer, aPlan, aUnit, type Checklist, sharedSystem } from "./shared.ts";

// The month before last ended long enough ago for a 10th to have come after it.
const [end, tenth, nextEnd] = [monthsBack(1, 0), monthsBack(1, 10), monthsBack(0, 0)];
const daysOf = (lastDay: string) => Number(lastDay.slice(-2));
const month = 9_000;
const bases = ["actual", "commercial30"] as const;

describe("the change of a due day", function () {
  this.timeout(60_000);
  let api: Checklist;

  before(async function () {
    this.timeout(300_000);
    ({ api } = await sharedSystem());
  });

  /** A plan of 90.00 whose due day closes on `from`, in a unit that also has one that closes on `to`. */
  const sold = async (prorationBasis: string, from: number, to: number, startOn: string) => {
    const unit = await aUnit(api, { closingDay: 31, prorationBasis });
    const dueDays = [];
    for (const closingDay of [from, to]) {
      const body = { businessUnitId: unit.id, day: closingDay === 31 ? 10 : 20, closingDay };
      const known = listAt((await api.get(`/due-days?businessUnitId=${unit.id}`)).body, "items");
      const same = known.find((one) => one["day"] === body.day);
      dueDays.push(
        same === undefined ? (await api.made("/due-days", body)).id : String(same["id"]),
      );
    }
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    const held = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      startOn,
      status: "enabled",
      dueDayId: dueDays[0],
    });
    return { unitId: unit.id, id: held.id, dueDayId: dueDays[1] };
  };
  const stands = (path: string, state: string) =>
    eventually(async () => expect((await api.get(path)).body["state"]).to.equal(state), {
      withinMs: 20_000,
    });
  /** The lines of a closing; what plans decided a moment ago reaches billing a moment later. */
  const proposes = (businessUnitId: string, on: string) =>
    eventually(
      async () => {
        const closing = await api.made("/closings", { businessUnitId, on });
        const path = `/closings/${closing.id}`;
        await stands(path, "proposed");
        const lines = listAt((await api.get(`${path}/lines`)).body, "items");
        expect(lines).to.not.deep.equal([]);
        return { path, lines };
      },
      { withinMs: 20_000 },
    );
  /** Proposes and commits the closing, and answers the lines that it made. */
  const closes = async (businessUnitId: string, on: string) => {
    const { path, lines } = await proposes(businessUnitId, on);
    await api.post(`${path}/commit`, {});
    await stands(path, "committed");
    return lines.map((line) => [line["days"], line["amountCents"]]);
  };
  const turns = async ({ id, dueDayId }: { id: string; dueDayId: string | undefined }) => {
    const edit = await api.patch(`/subscriptions/${id}/billing`, { dueDayId }, '"1"');
    expect(edit.status).to.equal(200);
    await eventually(
      async () => {
        const { body } = await api.get(`/subscriptions/${id}`);
        expect([body["dueDayId"], at(body, "lastClosingOn")]).to.not.include(null);
      },
      { withinMs: 20_000 },
    );
  };
  const part = (basis: string, days: number, cycle: number) =>
    basis === "actual"
      ? month - Math.floor((month * (cycle - days)) / cycle + 0.5)
      : (month * days) / 30;

  for (const basis of bases)
    it(`V37, C34: bills the ten days up to the first closing of a later due day, ${basis} (R16)`, async () => {
      const held = await sold(basis, 31, 10, monthsBack(2, 1));
      await closes(held.unitId, end);
      await turns(held);
      const expected = part(basis, 10, daysOf(end));
      expect(await closes(held.unitId, tenth)).to.deep.equal([[10, expected]]);
    });

  for (const basis of bases)
    it(`V38, C34: bills the days up to the first closing of an earlier due day, ${basis} (R16)`, async () => {
      const held = await sold(basis, 10, 31, monthsBack(2, 15));
      await closes(held.unitId, tenth);
      await turns(held);
      const cycle = daysOf(nextEnd);
      const expected = part(basis, cycle - 10, cycle);
      expect(await closes(held.unitId, nextEnd)).to.deep.equal([[cycle - 10, expected]]);
    });
});
