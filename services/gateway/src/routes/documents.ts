import { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page, pageQuery, queryNumber, text, word } from "../http/schemas.ts";

const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";
const pdf = "application/pdf";
/** A hundred invoices with their codes take longer than any list. */
const printWithinMs = 60_000;
const mostParts = 100_000;

const settings = z.strictObject({
  beneficiaryName: name(120),
  beneficiaryDocument: name(20),
  beneficiaryAddress: text(200).default(""),
  pixKey: text(77).default(""),
  pixCity: text(60).default(""),
  bankCode: word(3).default(""),
  agency: word(8).default(""),
  account: word(12).default(""),
  agreement: word(12).default(""),
  wallet: word(4).default(""),
  firstOurNumber: z.int().min(1).max(99_999_999_999).default(1),
  instructions: text(500).default(""),
  language: z.enum(["pt-BR", "en"]).default("pt-BR"),
  emailsInvoices: z.boolean().default(false),
});

const tagged = (kept: billing.PaymentSettings | undefined): Answer => ({
  body: toJson(kept),
  etag: String(kept?.version ?? 0),
});

/** How a unit is paid, and its invoices on paper. */
export function documentRoutes(clients: Clients): Endpoint[] {
  return [...settingsRoutes(clients), ...paperRoutes(clients), ...letterRoutes(clients)];
}

function settingsRoutes({ documents }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/business-units/{id}/payment-settings",
      summary: "Read how a business unit is paid: beneficiary, Pix and bank agreement",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { businessUnitId: idOf(params) };
        return tagged((await documents.getPaymentSettings(request, { caller })).settings);
      },
    }),
    endpoint({
      method: "put",
      path: "/business-units/{id}/payment-settings",
      summary: "Say how a business unit is paid from now on; issued invoices stay as they are",
      permission: "billing.settings",
      status: 200,
      body: settings,
      needsIfMatch: true,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const given = billing.PaymentSettings.fromPartial({
          ...body,
          firstOurNumber: BigInt(body.firstOurNumber),
        });
        const kept = { ...given, businessUnitId: idOf(params), version };
        const request = { requestId, settings: kept };
        return tagged((await documents.updatePaymentSettings(request, { caller })).settings);
      },
    }),
  ];
}

function paperRoutes({ documents }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/invoices/{id}.pdf",
      summary: "Read an invoice as a PDF with its Pix code and its boleto",
      permission: "billing.read",
      status: 200,
      answerWithinMs: printWithinMs,
      async handle({ params, caller }) {
        const request = { id: idOf(params) };
        const { pdf: content, number } = await documents.printInvoice(request, { caller });
        return { file: { contentType: pdf, name: `fatura-${number}.pdf`, content } };
      },
    }),
    endpoint({
      method: "get",
      path: "/closings/{id}/invoices.pdf",
      summary:
        "Read a closing's invoices, or those that no e-mail brought, as PDFs of a hundred each",
      permission: "billing.read",
      status: 200,
      query: z.object({
        part: queryNumber(1, mostParts).default(1),
        unsent: z.enum(["true", "false"]).default("false"),
      }),
      answerWithinMs: printWithinMs,
      async handle({ params, query, caller }) {
        const { part, unsent } = query;
        const request = { closingId: idOf(params), part, onlyUnsent: unsent === "true" };
        const { pdf: content, parts } = await documents.printClosing(request, { caller });
        const name = `faturas-${query.part}-de-${parts}.pdf`;
        return { file: { contentType: pdf, name, content } };
      },
    }),
  ];
}

function letterRoutes({ documents }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/invoices/{id}/letters",
      summary: "List the e-mails that brought an invoice or did not, newest first",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { invoiceId: idOf(params) };
        const { letters } = await documents.listInvoiceLetters(request, { caller });
        return { body: page(letters.map(toJson), "") };
      },
    }),
    endpoint({
      method: "post",
      path: "/invoices/{id}/send",
      summary: "Send an invoice by e-mail, once more or for the first time",
      permission: "billing.write",
      status: 202,
      async handle({ params, requestId, caller }) {
        const request = { requestId, id: idOf(params) };
        return { body: toJson((await documents.sendInvoice(request, { caller })).letter) };
      },
    }),
    endpoint({
      method: "get",
      path: "/closings/{id}/letters",
      summary: "List who got the invoices of a closing by e-mail and who did not",
      permission: "billing.read",
      status: 200,
      query: pageQuery.extend({
        state: z.enum(["", "none", "waiting", "sent", "failed", "dropped"]).default(""),
      }),
      async handle({ params, query, caller }) {
        const { state, limit, cursor } = query;
        const asked = { closingId: idOf(params), state, pageSize: limit, pageToken: cursor };
        const found = await documents.listClosingLetters(asked, { caller });
        const listed = page(found.invoices.map(toJson), found.nextPageToken);
        return { body: { ...listed, counts: toJson(found.counts) } };
      },
    }),
  ];
}
