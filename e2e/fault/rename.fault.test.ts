import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { subjectsOf, mailClients } from "../mail/clients.ts";
import { type Api, apiOf, listAt } from "../story/api.ts";
import { connectNewcomer, made, reaches } from "../story/newcomer.ts";

/** Services that die once, each at the place named, while a login is renamed; the supervisor starts them again. */
const rounds: readonly Readonly<Record<string, string>>[] = [
  { RADIUS: "radius.rename_begun" },
  { RADIUS: "radius.mailbox_renamed" },
  { RADIUS: "radius.login_renamed" },
  { MAIL: "mail.renaming_login_mailbox" },
  { MAIL: "mail.login_mailbox_renamed", RADIUS: "radius.mailbox_renamed" },
];
const killed = ["mail", "radius"] as const;
const patient = { withinMs: 60_000, everyMs: 200 };
const terms = { mailboxes: { included: 5, additionalFeeCents: 500, quotaMb: 50 } };

describe("a login that is renamed while services die (C85)", () => {
  for (const round of rounds) {
    it(`ends with one name for login and mailbox: ${Object.values(round).join(", ")}`, async function () {
      this.timeout(300_000);
      const env = Object.fromEntries(
        Object.entries(round).map(([name, place]) => [`TORRE_FAILPOINTS_${name}`, `${place}=exit`]),
      );
      const torre = await startTorre({ env });
      try {
        const story = await told(torre);
        await story.rename("nova");
        await story.isNamed("nova");
        for (const name of Object.keys(round))
          expect(torre.process(name.toLowerCase())?.restarts, name).to.be.above(0);
      } finally {
        await torre.stop();
      }
    });
  }

  it("ends with the former name where mail refuses the new one after radius died", async function () {
    this.timeout(300_000);
    const torre = await startTorre({
      env: { TORRE_FAILPOINTS_RADIUS: "radius.rename_begun=exit" },
    });
    try {
      const story = await told(torre);
      await story.takes("nova");
      await story.rename("nova");
      // Another name can be asked for as soon as that one is over.
      await eventually(async () => expect(await story.rename("outra")).to.equal(200), patient);
      await story.isNamed("outra");
    } finally {
      await torre.stop();
    }
  });

  it("keeps its mail, whichever of them is killed in the middle of it", async function () {
    this.timeout(400_000);
    const torre = await startTorre({ servers: true });
    try {
      const story = await told(torre);
      await story.brings("antes");
      let name = "";
      for (const [round, victim] of [...killed, ...killed, ...killed].entries()) {
        name = `nome${round}`;
        const asked = story.rename(name);
        torre.killService(victim);
        await asked;
        await eventually(async () => expect(await story.isWhole()).to.equal(true), patient);
        if ((await asked) !== 200)
          await eventually(async () => expect(await story.rename(name)).to.equal(200), patient);
        await story.isNamed(name);
      }
      await story.reads(name, ["antes"]);
    } finally {
      await torre.stop();
    }
  });
});

async function told(torre: Torre) {
  const status = await torre.status();
  const api: Api = apiOf(status);
  const newcomer = await connectNewcomer(api, terms);
  await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done", 60_000);
  const { body: unit } = await api.get(`/business-units/${newcomer.businessUnitId}`);
  const domain = String(unit["mailDomain"]);
  const items = await eventually(async () => {
    const { body } = await api.get(`/subscriptions/${newcomer.subscriptionId}`);
    const found = new Map(listAt(body, "items").map(({ kind, id }) => [kind, String(id)]));
    expect([...found.keys()]).to.include.members(["login", "mailbox"]);
    return found;
  }, patient);
  const [loginId, mailboxId] = [items.get("login") ?? "", items.get("mailbox") ?? ""];
  const names = async () => {
    const login = await api.get(`/logins/${loginId}`);
    const mailbox = await api.get(`/mailboxes/${mailboxId}`);
    return {
      login: `${String(login.body["username"])}@${domain}`,
      mailbox: String(mailbox.body["address"]),
      etag: login.etag ?? "",
    };
  };
  const suffix = newcomer.username.slice(-8);
  const full = (name: string) => `${name}${suffix}`;
  const clients = () => mailClients(status);
  return {
    /** Asks once; answers the status, and 0 where nobody answers. */
    async rename(name: string) {
      const { etag } = await names();
      return api
        .send("PUT", `/logins/${loginId}/username`, {
          headers: {
            authorization: `Bearer ${status.apiToken}`,
            "content-type": "application/json",
            "if-match": etag,
          },
          body: JSON.stringify({ username: full(name) }),
        })
        .then((answer) => answer.status)
        .catch(() => 0);
    },
    async isWhole() {
      const { login, mailbox } = await names();
      return login === mailbox;
    },
    isNamed: (name: string) =>
      eventually(async () => {
        const wanted = `${full(name)}@${domain}`;
        expect(await names()).to.include({ login: wanted, mailbox: wanted });
      }, patient),
    takes: (name: string) =>
      made(
        api.post(`/subscriptions/${newcomer.subscriptionId}/mailboxes`, {
          address: `${full(name)}@${domain}`,
          password: "senha-da-caixa",
        }),
      ),
    brings: (subject: string) =>
      clients().bring({
        from: "ana@outside.example",
        to: `${newcomer.username}@${domain}`,
        subject,
      }),
    async reads(name: string, subjects: readonly string[]) {
      const session = await eventually(
        () => clients().open(`${full(name)}@${domain}`, newcomer.password),
        patient,
      );
      await eventually(
        async () => expect(await subjectsOf(session)).to.deep.equal(subjects),
        patient,
      );
      await session.logout();
    },
  };
}
