import type { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { csv, csvType } from "../http/csv.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { civilDate, word } from "../http/schemas.ts";
import { type Columns, reais } from "../views/list-columns.ts";

const common = { method: "get", permission: "billing.read", status: 200 } as const;
const query = z.object({
  businessUnitId: word(36).default(""),
  fromOn: civilDate.optional(),
  toOn: civilDate.optional(),
});
type Asked = z.infer<typeof query>;

const kinds: Readonly<Record<string, string>> = {
  invoice: "Fatura",
  "credit-note": "Cancelamento",
  "late-charges": "Multa e juros",
  payment: "Pagamento",
  "credit-used": "Crédito usado",
  "payment-reversed": "Estorno de pagamento",
  "credit-returned": "Dias não devidos",
  "credit-paid-out": "Crédito devolvido",
  "payout-reversed": "Estorno de devolução",
};

const columns: Columns<billing.StatementMove> = {
  Data: ({ on }) => on,
  Lançamento: ({ kind }) => kinds[kind] ?? kind,
  Fatura: ({ invoiceNumber }) => (invoiceNumber === 0n ? "" : invoiceNumber.toString()),
  Valor: ({ amountCents }) => reais(amountCents),
  Saldo: ({ balanceCents }) => reais(balanceCents),
};

/** What a customer was billed and paid, with the balance after each move. */
export function statementRoutes({ statements }: Clients): Endpoint[] {
  return [
    endpoint({
      ...common,
      path: "/customers/{id}/statement",
      summary: "List what a customer was billed and paid, with the balance after each",
      query,
      async handle({ params, query: asked, caller }) {
        return { body: toJson(await statements.getStatement(of(params, asked), { caller })) };
      },
    }),
    endpoint({
      ...common,
      path: "/customers/{id}/statement.csv",
      summary: "The same as CSV",
      query,
      async handle({ params, query: asked, caller }) {
        const { moves } = await statements.getStatement(of(params, asked), { caller });
        const content = csv(columns, once(moves));
        return { file: { contentType: csvType, name: "extrato.csv", content } };
      },
    }),
    endpoint({
      ...common,
      path: "/customers/{id}/statement.pdf",
      summary: "The same as a PDF",
      query,
      async handle({ params, query: asked, caller }) {
        const { pdf: content } = await statements.printStatement(of(params, asked), { caller });
        return { file: { contentType: "application/pdf", name: "extrato.pdf", content } };
      },
    }),
  ];
}

function of(params: Readonly<Record<string, string>>, { fromOn, toOn, businessUnitId }: Asked) {
  return {
    customerId: params["id"] ?? "",
    businessUnitId,
    fromOn: fromOn ?? "",
    toOn: toOn ?? "",
  };
}

async function* once<Item>(items: Item): AsyncIterable<Item> {
  yield items;
}
