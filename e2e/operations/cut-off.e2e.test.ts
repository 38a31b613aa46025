import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { openDemoNas } from "../nas/demo-nas.ts";
import type { Nas } from "../nas/nas.ts";
import type { NasSession } from "../nas/session.ts";
import { usualHabits } from "../nas/control.ts";
import { valueOf } from "../nas/value-of.ts";
import { at, idOf, listAt } from "../story/api.ts";
import type { Newcomer } from "../story/newcomer.ts";
import { openStand, type Stand } from "./stand.ts";

const together = 20;

describe("a customer who is online when he is suspended", function () {
  this.timeout(120_000);
  let stand: Stand;
  let nas: Nas;

  before(async function () {
    this.timeout(300_000);
    stand = await openStand();
    nas = await openDemoNas(stand.api, { address: "127.0.88.3" });
  });
  beforeEach(() => Object.assign(nas.habits, usualHabits));
  after(() => nas?.close());

  type Online = Newcomer & { readonly session: NasSession; readonly loginId: string };
  const online = async (): Promise<Online> => {
    const newcomer = await stand.settled();
    const { username, password, subscriptionId } = newcomer;
    const session = await nas.connect(username, password);
    expect(session, "is online").to.be.an("object");
    const { id } = await stand.loginOf(subscriptionId);
    return { ...newcomer, session: session!, loginId: String(id) };
  };
  const suspend = async ({ subscriptionId }: Online) =>
    idOf(await stand.api.post(`/subscriptions/${subscriptionId}/suspend`, {}));
  const asked = ({ session }: Online) =>
    nas.asked.filter((packet) => valueOf(packet, "Acct-Session-Id") === session.acctSessionId);
  const connectionOf = async ({ loginId }: Online) =>
    (await stand.api.get(`/logins/${loginId}/connection`)).status;
  const receiptOf = async (operationId: string, { loginId }: Online) => {
    const { body } = await stand.api.get(`/operations/${operationId}`);
    const radius = listAt(body, "steps").find(({ service }) => service === "radius");
    const receipt = listAt(radius, "receipts").find(({ itemId }) => itemId === loginId);
    return [at(radius, "state"), receipt?.["itemName"], receipt?.["detail"]];
  };

  it("C51, C53: is disconnected by his access server, and the receipt names him and its answer", async () => {
    const held = await online();
    expect(await connectionOf(held)).to.equal(200);
    const operationId = await suspend(held);
    await eventually(() => expect(asked(held)).to.have.length(1));
    const [request] = asked(held);
    expect(valueOf(request, "User-Name")).to.equal(held.username);
    await eventually(async () => expect(await connectionOf(held)).to.equal(404));
    await eventually(async () =>
      expect(await receiptOf(operationId, held)).to.deep.equal([
        "applied",
        held.username,
        "1 session asked to disconnect; NAS answered ack",
      ]),
    );
    expect(await nas.connect(held.username, held.password), "comes back").to.equal(undefined);
  });

  it("C51, C88: stays on record until his access server says that he is gone", async () => {
    const held = await online();
    nas.habits.disconnect = 504;
    const operationId = await suspend(held);
    await eventually(async () =>
      expect((await receiptOf(operationId, held)).at(-1)).to.equal(
        "1 session asked to disconnect; NAS answered nak Session-Context-Not-Removable",
      ),
    );
    expect(await connectionOf(held)).to.equal(200);
    await held.session.stop();
    await eventually(async () => expect(await connectionOf(held)).to.equal(404));
  });

  it(`C51: is one of ${together}, all suspended at once and all disconnected`, async () => {
    const all: Online[] = [];
    for (let index = 0; index < together; index += 1) all.push(await online());
    await Promise.all(all.map(suspend));
    await eventually(() =>
      expect(all.map((held) => asked(held).length)).to.deep.equal(all.map(() => 1)),
    );
    for (const held of all)
      await eventually(async () => expect(await connectionOf(held)).to.equal(404));
  });
});
