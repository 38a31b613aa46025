import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { type Api, apiOf, type Json, listAt } from "../story/api.ts";
import { connectNewcomer, made, type Newcomer, reaches } from "../story/newcomer.ts";
import { mailClients } from "./clients.ts";
import { openNames } from "./names.ts";
import { openOutside } from "./outside.ts";

let started: Promise<Torre> | undefined;

/** One system with its mail servers for every story of this process about mail. */
function torreWithMail(): Promise<Torre> {
  started ??= Promise.all([openNames(), openOutside()]).then(([names, outside]) =>
    startTorre({
      servers: true,
      env: {
        MAIL_COMPARE_SECONDS: "2",
        MAIL_NAME_SERVERS: names,
        TORRE_MAIL_RELAY: `[127.0.0.1]:${outside}`,
      },
    }),
  );
  return started;
}

export type MailStand = Awaited<ReturnType<typeof openMailStand>>;

const terms = { mailboxes: { included: 20, additionalFeeCents: 500, quotaMb: 50 } };

/** The shared system with mail, and what stories of mailboxes do again and again. */
export async function openMailStand() {
  const torre = await torreWithMail();
  const status = await torre.status();
  const api = apiOf(status);
  /** A customer with a line, whose login brought him a mailbox. */
  const newcomer = async (planTerms: object = {}): Promise<MailCustomer> => {
    const connected = await connectNewcomer(api, { ...terms, ...planTerms });
    await reaches(api, `/operations/${connected.operationIds[0]}`, "done");
    const { body } = await api.get(`/business-units/${connected.businessUnitId}`);
    const domain = String(body["mailDomain"]);
    const mainId = await mailboxOf(api, connected.subscriptionId);
    return { ...connected, domain, mainId, address: `${connected.username}@${domain}` };
  };
  /** Adds a mailbox under his plan. */
  const mailbox = (owner: MailCustomer, name: string, more: object = {}) =>
    made(
      api.post(`/subscriptions/${owner.subscriptionId}/mailboxes`, {
        address: `${name}@${owner.domain}`,
        password: secret,
        ...more,
      }),
    );
  /** Asks for an act once, under the key that a repetition has too. */
  const keyed = (key: string, path: string, body: object) =>
    api.send("POST", path, {
      headers: {
        authorization: `Bearer ${status.apiToken}`,
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body: JSON.stringify(body),
    });
  return { torre, status, api, keyed, clients: mailClients(status), newcomer, mailbox };
}

export const secret = "senha-da-caixa";

export type MailCustomer = Newcomer & {
  readonly domain: string;
  readonly mainId: string;
  readonly address: string;
};

function mailboxOf(api: Api, subscriptionId: string): Promise<string> {
  return eventually(async () => {
    const { body } = await api.get(`/subscriptions/${subscriptionId}`);
    const found = listAt(body, "items").find(({ kind }) => kind === "mailbox") as Json;
    expect(found).to.not.equal(undefined);
    return String(found["id"]);
  });
}
