import { plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { civilDate, name, optionalId, page, text, word } from "../http/schemas.ts";
import { crud } from "./crud.ts";

const body = text(60_000);
const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";

/** Contract templates, and the contract of each subscription (C40). */
export function contractRoutes(clients: Clients): Endpoint[] {
  return [...helperRoutes(clients), ...templateRoutes(clients), ...ofSubscription(clients)];
}

/** These stand before `/contract-templates/{id}`, which would take their names for an id. */
function helperRoutes({ contracts }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/contract-templates/variables",
      summary: "List what a template may name, with samples",
      permission: "catalogue.read",
      status: 200,
      async handle({ caller }) {
        const { variables } = await contracts.listTemplateVariables({}, { caller });
        return { body: page(variables.map(toJson), "") };
      },
    }),
    endpoint({
      method: "post",
      path: "/contract-templates/preview",
      summary: "Render a template with sample data; keeps nothing",
      permission: "catalogue.read",
      status: 200,
      body: z.strictObject({ body }),
      async handle({ body: given, caller }) {
        return { body: await contracts.previewContractTemplate(given, { caller }) };
      },
    }),
  ];
}

function templateRoutes({ contracts }: Clients): Endpoint[] {
  return crud({
    path: "/contract-templates",
    one: "a contract template",
    many: "contract templates, those that serve one business unit if it is given",
    read: "catalogue.read",
    write: "catalogue.write",
    query: z.object({
      businessUnitId: word(36).default(""),
      archived: z.enum(["true", "false"]).default("false"),
    }),
    created: z.strictObject({ businessUnitId: optionalId, name: name(120), body }),
    edited: z.strictObject({ name: name(120), body, archived: z.boolean() }).partial(),
    async list({ businessUnitId, archived }, caller) {
      const request = { businessUnitId, withArchived: archived === "true" };
      return { items: (await contracts.listContractTemplates(request, { caller })).templates };
    },
    get: async (id, caller) => (await contracts.getContractTemplate({ id }, { caller })).template,
    async create(given, { requestId, caller }) {
      const template = plans.ContractTemplate.fromPartial(given);
      return (await contracts.createContractTemplate({ requestId, template }, { caller })).template;
    },
    async update({ body: given, fields, ...key }, { requestId, caller }) {
      const template = { ...plans.ContractTemplate.fromPartial(defined(given)), ...key };
      const request = { requestId, template, fields };
      return (await contracts.updateContractTemplate(request, { caller })).template;
    },
    async remove(key, { requestId, caller }) {
      await contracts.deleteContractTemplate({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}

function ofSubscription({ contracts }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/subscriptions/{id}/contract",
      summary: "Read the contract of a subscription: the accepted text, or a draft",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await contracts.getContract({ subscriptionId: idOf(params) }, { caller });
        return { body: toJson(found.contract) };
      },
    }),
    endpoint({
      method: "get",
      path: "/subscriptions/{id}/contract.pdf",
      summary: "Read the contract of a subscription as a PDF",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { subscriptionId: idOf(params) };
        const { pdf, number } = await contracts.printContract(request, { caller });
        const name = `contrato-${number}.pdf`;
        return { file: { contentType: "application/pdf", name, content: pdf } };
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/contract/accept",
      summary: "Keep the text that the customer accepted; nothing changes it afterwards",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ acceptedOn: civilDate.optional() }).optional(),
      async handle({ params, body: given, requestId, caller }) {
        const acceptedOn = given?.acceptedOn ?? "";
        const request = { requestId, subscriptionId: idOf(params), acceptedOn };
        const { contract } = await contracts.acceptContract(request, { caller });
        return { body: toJson(contract) };
      },
    }),
  ];
}
