import { randomUUID } from "node:crypto";
import { eventually } from "@isp/testing";
import { startTorre, type Status, type Torre } from "@isp/torre";
import { expect } from "chai";
import { someCpf } from "../console/rest.ts";
import { type Answer, type Api, apiOf, idOf, type Json, listAt } from "../story/api.ts";

let started: Promise<Torre> | undefined;

/** One system for every story of this process that changes nothing but units of its own. */
export function sharedTorre(): Promise<Torre> {
  started ??= startTorre();
  return started;
}

type Reached = Pick<Status, "gateway" | "apiToken" | "operator">;

/** The shared system, which ends with the process, or the one that the environment names. */
export async function sharedSystem(): Promise<{
  readonly status: Reached;
  readonly api: Checklist;
}> {
  const { TORRE_E2E_URL: url, TORRE_E2E_TOKEN: apiToken, ...env } = process.env;
  if (url !== undefined && apiToken !== undefined) {
    const { TORRE_E2E_USER: username = "", TORRE_E2E_PASSWORD: password = "" } = env;
    const status = { gateway: { url }, apiToken, operator: { username, password } };
    return { status, api: checklist(status) };
  }
  const status = await (await sharedTorre()).status();
  return { status, api: checklist(status) };
}

/** Where RADIUS is asked: of the shared system, or of the one that the environment names. */
export async function startedRadius(): Promise<Status["radius"]> {
  const { TORRE_E2E_RADIUS: given } = process.env;
  if (given !== undefined) return JSON.parse(given) as Status["radius"];
  return (await (await sharedTorre()).status()).radius;
}

export type Checklist = Api & {
  /** Creates and expects that it worked. */
  readonly made: (path: string, body: object) => Promise<Json & { readonly id: string }>;
  readonly remove: (path: string, ifMatch?: string) => Promise<Answer>;
};

export function checklist(status: Pick<Status, "gateway" | "apiToken">): Checklist {
  const api = apiOf(status);
  return {
    ...api,
    async made(path, body) {
      const answer = await api.post(path, body);
      expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).to.be.oneOf([201, 202]);
      return { ...answer.body, id: idOf(answer) };
    },
    remove: (path, ifMatch) =>
      api.send("DELETE", path, {
        headers: {
          authorization: `Bearer ${status.apiToken}`,
          "idempotency-key": randomUUID(),
          ...(ifMatch !== undefined && { "if-match": ifMatch }),
        },
      }),
  };
}

export const mark = () => randomUUID().slice(0, 8);

/** A unit of its own, with the city that its customers live in. */
export async function aUnit(api: Checklist, extra: object = {}) {
  const city = `Cidade ${mark()}`;
  const unit = await api.made("/business-units", {
    name: city,
    city,
    mailDomain: `${mark()}.example.com.br`,
    ...extra,
  });
  // Billing hears of a unit a moment later, and gives it the due day that it starts with.
  await eventually(
    async () => {
      const { body } = await api.get(`/due-days?businessUnitId=${unit.id}`);
      expect(listAt(body, "items")).to.not.be.empty;
    },
    { withinMs: 15_000 },
  );
  return { id: unit.id, city };
}

export async function aPlan(api: Checklist, businessUnitId: string, extra: object = {}) {
  const body = {
    businessUnitId,
    name: `Banda Larga ${mark()}`,
    kind: "broadband",
    priceCents: 9_000,
  };
  return api.made("/plans", { ...body, ...extra });
}

export async function aCustomer(api: Checklist, city: string, extra: object = {}) {
  const body = { name: `Maria ${mark()}`, personType: "individual", document: someCpf(), city };
  return api.made("/customers", { ...body, address: "Rua Sergipe, 100", ...extra });
}

/** Expects a refusal with this status that names this field. */
export function refused(answer: Answer, status: number, pointer?: string): void {
  const text = JSON.stringify(answer.body);
  expect(answer.status, text).to.equal(status);
  if (pointer === undefined) return;
  expect(
    listAt(answer.body, "errors").map((error) => error["pointer"]),
    text,
  ).to.include(pointer);
}
