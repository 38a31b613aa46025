import type { plans } from "@isp/contracts";
import type { CatalogueNames } from "./catalogue-names.ts";

export type Columns<Row> = Readonly<Record<string, (row: Row) => string | number | null>>;

/** Centavos as a Brazilian spreadsheet reads an amount. */
export const reais = (cents: bigint) => {
  const [sign, text] = cents < 0n ? ["-", `${-cents}`] : ["", `${cents}`];
  const digits = text.padStart(3, "0");
  return `${sign}${digits.slice(0, -2)},${digits.slice(-2)}`;
};
/** A civil date as it is written in Brazil. */
const date = (on: string) => on.split("-").toReversed().join("/");

/** States of an item, in the words of the console. */
const wantedWords: Readonly<Record<string, string>> = {
  reserved: "reservado",
  on: "ligado",
  suspended: "suspenso",
  off: "desligado",
  released: "liberado",
  deleted: "apagado",
};
const realWords: Readonly<Record<string, string>> = {
  "in-step": "em dia",
  pending: "pendente",
  drifted: "divergente",
  failed: "com falha",
};

export function subscriptionColumns(names: CatalogueNames): Columns<plans.SubscriptionLine> {
  return {
    "Nº Contrato": ({ number }) => Number(number),
    Cliente: ({ customerName }) => customerName,
    "Unidade de Negócios": ({ businessUnitId }) => names.unit(businessUnitId),
    Plano: ({ planName }) => planName,
    Status: ({ status }) => names.status(status),
    "Data Início": ({ startOn }) => date(startOn),
    "Valor a Pagar": ({ payableCents }) => reais(payableCents),
    "Dia Vencimento": ({ dueDayId }) => names.dueDay(dueDayId),
    "Ponto de Roteamento": ({ routingPointId }) => names.routingPoint(routingPointId),
    Vendedor: ({ salespersonId }) => names.salesperson(salespersonId),
    Login: ({ login }) => login,
    "Fim do Contrato": ({ contractExpiresOn }) => date(contractExpiresOn),
  };
}

export function loginColumns(names: CatalogueNames): Columns<plans.LoginLine> {
  const under = subscriptionColumns(names);
  const rest = Object.entries(under).filter(([name]) => name !== "Login");
  return {
    Login: ({ name }) => name,
    Situação: ({ wanted }) => wantedWords[wanted] ?? wanted,
    Servidor: ({ real }) => realWords[real] ?? real,
    ...Object.fromEntries(
      rest.map(([name, cell]) => [
        name,
        ({ subscription }: plans.LoginLine) =>
          subscription === undefined ? null : cell(subscription),
      ]),
    ),
  };
}

export function customerColumns(names: CatalogueNames): Columns<plans.CustomerLine> {
  return {
    Nome: ({ name }) => name,
    "CPF/CNPJ": ({ document }) => document,
    Cidade: ({ city }) => city,
    "Unidade de Negócios": ({ businessUnitId }) => names.unit(businessUnitId),
    "E-Mail": ({ email }) => email,
    Telefone: ({ phone }) => phone,
    "Data Cadastro": ({ registeredAt, businessUnitId }) =>
      registeredAt === undefined ? null : date(names.dayIn(businessUnitId, registeredAt)),
    "Planos Ativos": ({ activeSubscriptions }) => activeSubscriptions,
  };
}
