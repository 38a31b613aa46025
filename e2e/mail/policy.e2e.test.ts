import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at } from "../story/api.ts";
import { made } from "../story/newcomer.ts";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand } from "./stand.ts";

const within = { withinMs: 6_000, everyMs: 20 };

describe("a unit that refuses mail to suspended mailboxes (C51)", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
  });

  const path = () => `/business-units/${owner.businessUnitId}/mail-policy`;
  const say = async (policy: object) => {
    const { etag } = await stand.api.get(path());
    return stand.api.put(path(), policy, etag ?? "");
  };
  const bring = (subject: string) =>
    stand.clients.bring({ from: "bia@outside.example", to: owner.address, subject }).then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );

  it("keeps such mail unless it says otherwise, and says what it says in one line", async () => {
    const usual = await stand.api.get(path());
    expect(usual.body).to.include({
      refusesSuspended: false,
      suspendedText: "Suspended: please call your provider.",
    });
    for (const suspendedText of ["", "a\r\nb", "Suspensão", "x".repeat(201)])
      expect((await say({ refusesSuspended: true, suspendedText })).status).to.equal(400);
    const stale = await stand.api.put(
      path(),
      { refusesSuspended: true, suspendedText: "x" },
      '"9"',
    );
    expect(stale.status).to.equal(412);
    const nobody = path().replace(owner.businessUnitId, owner.customerId);
    expect((await stand.api.get(nobody)).status).to.equal(404);
  });

  it("refuses at RCPT with its own words, and takes mail again exactly as before", async () => {
    const text = "Suspenso: fale com o provedor, 0800 000 000.";
    expect(await bring("antes")).to.equal("taken");
    const { status, body } = await say({ refusesSuspended: true, suspendedText: text });
    expect([status, body["suspendedText"]]).to.deep.equal([200, text]);
    expect(await bring("de pé"), "only suspended ones").to.equal("taken");
    const subscription = `/subscriptions/${owner.subscriptionId}`;
    await made(stand.api.post(`${subscription}/suspend`, {}));
    await eventually(async () => expect(await bring("no meio")).to.contain(text), within);
    expect(await bring("de novo")).to.match(/^554 5\.2\.1 /);
    const login = stand.clients.open(owner.address, owner.password).then(
      () => "let in",
      (error: unknown) => String(at(error, "responseText")),
    );
    expect(await login).to.contain(text);
    await made(stand.api.post(`${subscription}/resume`, {}));
    const session = await eventually(
      () => stand.clients.open(owner.address, owner.password),
      within,
    );
    expect(await bring("depois")).to.equal("taken");
    await eventually(async () => {
      const found = (await subjectsOf(session)).filter((subject) => subject !== "no meio");
      expect(found).to.deep.equal(["antes", "de pé", "depois"]);
    });
    await session.logout();
  });
});
