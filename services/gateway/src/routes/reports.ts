import type { billing, plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { csv, csvType } from "../http/csv.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { civilDate, queryNumber, word } from "../http/schemas.ts";
import { catalogueNames } from "../views/catalogue-names.ts";
import { type Columns, reais, subscriptionColumns } from "../views/list-columns.ts";

const asked = z.object({
  businessUnitId: word(36).default(""),
  on: civilDate.optional(),
  expiringWithinDays: queryNumber(1, 366).default(30),
});
const common = { method: "get", permission: "reports.read", status: 200 } as const;

const moneyAsked = z.object({ businessUnitId: word(36).default(""), on: civilDate });
const cashColumns: Columns<billing.CashLine> = {
  Operador: ({ operatorName }) => operatorName,
  "Forma de pagamento": ({ paymentFormName }) => paymentFormName,
  Pagamentos: ({ payments }) => payments,
  Recebido: ({ receivedCents }) => reais(receivedCents),
  Estornos: ({ reversals }) => reversals,
  Estornado: ({ reversedCents }) => reais(reversedCents),
  Devoluções: ({ payouts }) => payouts,
  Devolvido: ({ paidOutCents }) => reais(paidOutCents),
};

/** What happened on a day, what waits, and what was in the till. */
export function reportRoutes(clients: Clients): Endpoint[] {
  return [...dayRoutes(clients), ...moneyRoutes(clients)];
}

function moneyRoutes({ payments, invoices }: Clients): Endpoint[] {
  return [
    endpoint({
      ...common,
      path: "/reports/aging",
      summary: "Report what is open on a day by how late it is",
      query: moneyAsked,
      async handle({ query, caller }) {
        return { body: toJson(await invoices.reportAging(query, { caller })) };
      },
    }),
    endpoint({
      ...common,
      path: "/reports/cash",
      summary: "Report what was received and reversed on a day, by operator and payment form",
      query: moneyAsked,
      async handle({ query, caller }) {
        return { body: toJson(await payments.reportCash(query, { caller })) };
      },
    }),
    endpoint({
      ...common,
      path: "/reports/cash.csv",
      summary: "The same report as CSV",
      query: moneyAsked,
      async handle({ query, caller }) {
        const { on, lines } = await payments.reportCash(query, { caller });
        const content = csv(cashColumns, once(lines));
        return { file: { contentType: csvType, name: `caixa-${on}.csv`, content } };
      },
    }),
  ];
}

function dayRoutes(clients: Clients): Endpoint[] {
  const { lists } = clients;
  return [
    endpoint({
      ...common,
      path: "/reports/day",
      summary:
        "Report registrations, cancellations, waiting installations and contracts that run out",
      query: asked,
      async handle({ query, caller }) {
        const report = await lists.reportDay({ ...query, on: query.on ?? "" }, { caller });
        return { body: toJson(report) };
      },
    }),
    endpoint({
      ...common,
      path: "/reports/day.csv",
      summary: "The same report as CSV",
      query: asked,
      async handle({ query, caller }) {
        const names = await catalogueNames(clients, caller);
        const report = await lists.reportDay({ ...query, on: query.on ?? "" }, { caller });
        const columns: Columns<Row> = {
          Assunto: ({ what }) => what,
          Motivo: ({ reason }) => reason,
          Por: ({ by }) => by,
          ...Object.fromEntries(
            Object.entries(subscriptionColumns(names)).map(([title, cell]) => [
              title,
              ({ subscription }: Row) => cell(subscription),
            ]),
          ),
        };
        const content = csv(columns, once(rowsOf(report)));
        return { file: { contentType: csvType, name: `dia-${report.on}.csv`, content } };
      },
    }),
  ];
}

type Row = {
  readonly what: string;
  readonly reason: string;
  readonly by: string;
  readonly subscription: plans.SubscriptionLine;
};

function rowsOf(report: plans.ReportDayResponse): Row[] {
  const plain = (what: string, lines: readonly plans.SubscriptionLine[]) =>
    lines.map((subscription) => ({ what, reason: "", by: "", subscription }));
  return [
    ...plain("Cadastro", report.registrations),
    ...report.cancellations.flatMap(({ subscription, reason, requestedBy: by }) =>
      subscription === undefined ? [] : [{ what: "Cancelamento", reason, by, subscription }],
    ),
    ...plain("Aguardando instalação", report.waitingInstallations),
    ...plain("Contrato a vencer", report.expiringContracts),
  ];
}

async function* once<Item>(items: Item): AsyncIterable<Item> {
  yield items;
}
