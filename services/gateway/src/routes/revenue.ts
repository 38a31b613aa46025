import type { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { csv, csvType } from "../http/csv.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { civilDate, queryNumber, word } from "../http/schemas.ts";
import { type Columns, reais } from "../views/list-columns.ts";

const common = { method: "get", permission: "reports.read", status: 200 } as const;
const unit = { businessUnitId: word(36).default("") };
const query = z.object({ ...unit, on: civilDate, months: queryNumber(1, 36).default(12) });
const aged = z.object({ ...unit, on: civilDate });

const columns: Columns<billing.RevenueMonth> = {
  Mês: ({ monthOn }) => monthOn.slice(0, "2026-01".length),
  Faturas: ({ invoices }) => invoices,
  Faturado: ({ invoicedCents }) => reais(invoicedCents),
  Estornado: ({ creditedCents }) => reais(creditedCents),
  Recebido: ({ receivedCents }) => reais(receivedCents),
};

const agedColumns: Columns<billing.AgingBand> = {
  "Dias de atraso": ({ fromDays, toDays }) => bandOf(fromDays, toDays),
  Faturas: ({ invoices }) => invoices,
  Clientes: ({ customers }) => customers,
  "Em aberto": ({ openCents }) => reais(openCents),
};

function bandOf(fromDays: number, toDays: number | undefined): string {
  if (fromDays < 0) return "a vencer";
  return toDays === undefined ? `mais de ${fromDays - 1}` : `${fromDays} a ${toDays}`;
}

/** What was invoiced and what came in, month by month, and what is open as a file. */
export function revenueRoutes({ invoices }: Clients): Endpoint[] {
  return [
    endpoint({
      ...common,
      path: "/reports/revenue",
      summary: "Report what was invoiced, taken back and received, month by month",
      query,
      async handle({ query: asked, caller }) {
        return { body: toJson(await invoices.reportRevenue(asked, { caller })) };
      },
    }),
    endpoint({
      ...common,
      path: "/reports/revenue.csv",
      summary: "The same report as CSV",
      query,
      async handle({ query: asked, caller }) {
        const { months } = await invoices.reportRevenue(asked, { caller });
        const content = csv(columns, once(months));
        return { file: { contentType: csvType, name: `receita-${asked.on}.csv`, content } };
      },
    }),
    endpoint({
      ...common,
      path: "/reports/aging.csv",
      summary: "Report what is open on a day by how late it is, as CSV",
      query: aged,
      async handle({ query: asked, caller }) {
        const { on, bands } = await invoices.reportAging(asked, { caller });
        const content = csv(agedColumns, once(bands));
        return { file: { contentType: csvType, name: `em-aberto-${on}.csv`, content } };
      },
    }),
  ];
}

async function* once<Item>(items: Item): AsyncIterable<Item> {
  yield items;
}
