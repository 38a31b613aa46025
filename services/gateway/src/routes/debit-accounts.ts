import { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page, text } from "../http/schemas.ts";

const fields = {
  kind: z.enum(["account", "card"]).default("account"),
  bankCode: text(8).default(""),
  agency: text(12).default(""),
  account: text(24).default(""),
  holder: name(160),
  document: text(20).default(""),
  cardToken: text(255).default(""),
  cardBrand: text(24).default(""),
  cardLastDigits: text(4).default(""),
  cardExpires: text(7).default(""),
};
const secrets = ["account", "document", "cardToken"] as const;
/** An edit names what it changes; a record stays what it is. */
const edit = {
  bankCode: text(8),
  agency: text(12),
  account: text(24),
  holder: name(160),
  document: text(20),
  cardToken: text(255),
  cardBrand: text(24),
  cardLastDigits: text(4),
  cardExpires: text(7),
};
const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";

const tagged = (account: billing.DebitAccount | undefined): Answer => ({
  body: toJson(account),
  etag: String(account?.version ?? 0),
});

/** "Dados Débitos": where a customer's payments are drawn from, masked wherever it is shown (C3, C55). */
export function debitAccountRoutes(clients: Clients): Endpoint[] {
  return [...ofCustomer(clients), ...ofAccount(clients)];
}

function ofCustomer({ accounts, customers }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/customers/{id}/debit-accounts",
      summary: "List a customer's debit accounts, masked",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        await customers.getCustomer({ id: idOf(params) }, { caller });
        const found = await accounts.listDebitAccounts({ customerId: idOf(params) }, { caller });
        return { body: page(found.debitAccounts.map(toJson), "") };
      },
    }),
    endpoint({
      method: "post",
      path: "/customers/{id}/debit-accounts",
      summary: "Register a debit account of a customer",
      permission: "customers.write",
      status: 201,
      body: z.strictObject(fields),
      secrets,
      async handle({ params, body, requestId, caller }) {
        await customers.getCustomer({ id: idOf(params) }, { caller });
        const given = { ...body, customerId: idOf(params) };
        const debitAccount = billing.DebitAccount.fromPartial(given);
        const request = { requestId, debitAccount };
        return tagged((await accounts.createDebitAccount(request, { caller })).debitAccount);
      },
    }),
  ];
}

function ofAccount({ accounts }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/debit-accounts/{id}",
      summary: "Read a debit account, masked",
      permission: "customers.read",
      status: 200,
      handle: async ({ params, caller }) =>
        tagged((await accounts.getDebitAccount({ id: idOf(params) }, { caller })).debitAccount),
    }),
    endpoint({
      method: "patch",
      path: "/debit-accounts/{id}",
      summary: "Change the given fields of a debit account",
      permission: "customers.write",
      status: 200,
      body: z.strictObject(edit).partial(),
      needsIfMatch: true,
      secrets,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const given = billing.DebitAccount.fromPartial(defined(body));
        const debitAccount = { ...given, id: idOf(params), version };
        const request = { requestId, debitAccount, fields: Object.keys(body) };
        return tagged((await accounts.updateDebitAccount(request, { caller })).debitAccount);
      },
    }),
    endpoint({
      method: "delete",
      path: "/debit-accounts/{id}",
      summary: "Remove a debit account that no subscription uses",
      permission: "customers.write",
      status: 204,
      heedsIfMatch: true,
      async handle({ params, expectedVersion, requestId, caller }) {
        const request = { requestId, id: idOf(params), expectedVersion };
        await accounts.deleteDebitAccount(request, { caller });
        return {};
      },
    }),
  ];
}
