import { eventually } from "@isp/testing";
import { expect } from "chai";
import { mark } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import type { Stand } from "./stand.ts";

/** From save to service (p95 in the bench); a loaded machine gets more here. */
export const soon = { withinMs: 8_000, everyMs: 50 };

export type Sold = { readonly subscriptionId: string; readonly customerId: string };

/** What stories of hosting do again and again. */
export function storyOf(stand: Stand) {
  const { api } = stand;
  const inStep = (path: string) =>
    eventually(async () => {
      const { body, etag } = await api.get(path);
      expect(body["real"], JSON.stringify(body)).to.include({ state: "in-step" });
      return { body, etag: etag ?? "" };
    }, soon);
  return {
    inStep,
    /** A mailbox under a domain, as soon as plans has heard of the domain. */
    mailbox: (domainId: string, login: string, password: string) =>
      eventually(async () => {
        const { status, body } = await api.post(`/domains/${domainId}/mailboxes`, {
          login,
          password,
        });
        expect(status, JSON.stringify(body)).to.equal(201);
        return { id: String(body["id"]), address: String(body["address"]), password };
      }, soon),
    async domain(more: object = {}, sold?: Sold) {
      const name = `${mark()}.exemplo.com.br`;
      const { subscriptionId } = sold ?? (await stand.sold());
      const path = `/subscriptions/${subscriptionId}/domains`;
      const { id } = await api.made(path, { name, ...more });
      await inStep(`/domains/${id}`);
      return { id, name, subscriptionId };
    },
    /** The answer of hosting's step, once the whole operation is done. */
    async operate(subscriptionId: string, act: string) {
      const { body } = await api.post(`/subscriptions/${subscriptionId}/${act}`, {});
      return eventually(async () => {
        const operation = await api.get(`/operations/${String(body["id"])}`);
        expect(operation.body["state"], JSON.stringify(operation.body)).to.equal("done");
        return listAt(operation.body, "steps").find(({ service }) => service === "hosting");
      }, soon);
    },
  };
}

export type Story = ReturnType<typeof storyOf>;
