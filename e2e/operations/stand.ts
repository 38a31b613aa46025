import { eventually } from "@isp/testing";
import { expect } from "chai";
import { sharedTorre } from "../checklist/shared.ts";
import { someCpf } from "../console/rest.ts";
import { type Api, apiOf, idOf, type Json, listAt } from "../story/api.ts";
import { connectNewcomer, made, type Newcomer, reaches } from "../story/newcomer.ts";
import { radclient } from "../story/radius.ts";

export type Stand = Awaited<ReturnType<typeof openStand>>;

/** The shared system with its RADIUS, and what stories of operations do again and again. */
export async function openStand() {
  const status = await (await sharedTorre()).status();
  const api = apiOf(status);
  const client = radclient(status);
  /** A customer whose registration everybody has taken over. */
  const settled = async (planTerms: object = {}): Promise<Newcomer> => {
    const newcomer = await connectNewcomer(api, planTerms);
    await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done");
    await eventually(async () => {
      const { body } = await api.get(`/subscriptions/${newcomer.subscriptionId}`);
      expect(listAt(body, "items")).to.have.length(2);
    });
    return newcomer;
  };
  const speedOf = (kbps: number) => {
    const rate = { downKbps: kbps, upKbps: kbps / 2 };
    const speed = { businessHours: rate, otherHours: rate };
    return { name: `Banda Larga ${kbps} Kbps`, speed };
  };
  const planOf = async ({ businessUnitId }: Newcomer, kbps: number, priceCents: number) => {
    const plan = { businessUnitId, kind: "broadband", priceCents, ...speedOf(kbps) };
    return (await made(api.post("/plans", plan))).id;
  };
  const neighbourOf = async ({ businessUnitId }: Newcomer) => {
    const { body: unit } = await api.get(`/business-units/${businessUnitId}`);
    const customer = {
      name: "Maria Souza",
      personType: "individual",
      document: someCpf(),
      city: unit["city"],
      address: "Rua Goiás, 20",
    };
    return (await made(api.post("/customers", customer))).id;
  };
  const aReason = async () =>
    (await made(api.post("/cancellation-reasons", { name: "Mudou-se" }))).id;
  /** Upload and download as the Access-Accept limits them. */
  const rateOf = ({ username, password }: Newcomer) =>
    client.granted(username, password, "Mikrotik-Rate-Limit");
  const loginOf = async (subscriptionId: string): Promise<Json> => {
    const { body } = await api.get(`/subscriptions/${subscriptionId}`);
    const login = listAt(body, "items").find(({ kind }) => kind === "login");
    return (await api.get(`/logins/${String(login?.["id"])}`)).body;
  };
  const done = async (begun: Awaited<ReturnType<Api["post"]>>) => {
    expect(begun.status, JSON.stringify(begun.body)).to.equal(202);
    return reaches(api, `/operations/${idOf(begun)}`, "done");
  };
  /** What the preview of an operation shows is accepted. */
  const accepted = async (path: string, operation: string, asked: object) => {
    const preview = await api.post(`${path}/preview`, { operation, ...asked });
    expect(preview.status, JSON.stringify(preview.body)).to.equal(200);
    expect(preview.body["conflicts"]).to.deep.equal([]);
    const { previewId } = preview.body;
    return api.post(`${path}/${operation}`, { ...asked, previewId });
  };
  return {
    api,
    client,
    settled,
    speedOf,
    planOf,
    neighbourOf,
    aReason,
    rateOf,
    loginOf,
    done,
    accepted,
  };
}
