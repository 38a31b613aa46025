import type { Centavos, CivilDate } from "@isp/kernel";
import type { NoticeKind } from "./notice.ts";

export type NoticeTemplate = {
  readonly businessUnitId: string;
  readonly kind: NoticeKind;
  readonly version: bigint;
  readonly subject: string;
  readonly body: string;
};

/** What a letter can name. */
export type NoticeValues = {
  readonly cliente: { readonly nome: string };
  readonly unidade: { readonly nome: string };
  readonly hoje: string;
  readonly total: string;
  readonly faturas: readonly {
    readonly numero: string;
    readonly mes: string;
    readonly vencimento: string;
    readonly valor: string;
  }[];
  readonly suspensao: { readonly dias: string; readonly em: string };
  readonly rescisao: { readonly dias: string };
  readonly restabelecimento: { readonly dias: string };
};

/** Names that are known; what is in a list is reached by a loop over it. */
export const noticeVariables = [
  "cliente.nome",
  "unidade.nome",
  "hoje",
  "total",
  "faturas",
  "suspensao.dias",
  "suspensao.em",
  "rescisao.dias",
  "restabelecimento.dias",
] as const;

/** Without these a notice does not say what the law asks of it (Resolução Anatel 765/2023). */
export const lawfulVariables = [
  "faturas",
  "total",
  "suspensao.dias",
  "rescisao.dias",
  "restabelecimento.dias",
] as const;

export const longestSubject = 200;
export const longestNotice = 20_000;

const invoiceList = `{% for fatura in faturas %}- Fatura {{ fatura.numero }}, de {{ fatura.mes }}, vencimento em {{ fatura.vencimento }}: {{ fatura.valor }}
{% endfor %}`;
const greeting = "Olá, {{ cliente.nome }}.\n\n";
const farewell = "\n\n{{ unidade.nome }}\n";

const texts: Readonly<Record<NoticeKind, Pick<NoticeTemplate, "subject" | "body">>> = {
  before: {
    subject: "Sua fatura vence em breve",
    body: `${greeting}Lembramos que vence nos próximos dias:\n\n${invoiceList}\nSe você já pagou, desconsidere este aviso.${farewell}`,
  },
  due: {
    subject: "Sua fatura vence hoje",
    body: `${greeting}Vence hoje:\n\n${invoiceList}\nSe você já pagou, desconsidere este aviso.${farewell}`,
  },
  late: {
    subject: "Sua fatura está vencida",
    body: `${greeting}Ainda não recebemos o pagamento de:\n\n${invoiceList}\nTotal em aberto: {{ total }}, mais multa e juros do contrato.\n\nSe você já pagou, desconsidere este aviso.${farewell}`,
  },
  default: {
    subject: "Aviso de débito e de suspensão do serviço",
    body: `${greeting}Não recebemos o pagamento do que segue:\n
${invoiceList}
Total em aberto: {{ total }}, mais multa e juros do contrato.

Sem o pagamento, o serviço pode ser suspenso passados {{ suspensao.dias }} dias deste aviso, o que está previsto para {{ suspensao.em }}. Durante a suspensão a mensalidade não é cobrada.
Passados {{ rescisao.dias }} dias de suspensão, o contrato pode ser rescindido. Depois da rescisão, o débito pode ser inscrito em órgãos de proteção ao crédito.
Com o pagamento, o serviço é restabelecido em até {{ restabelecimento.dias }} dia, contado de quando soubermos dele.

Se você não concorda com o valor, pode contestá-lo conosco: enquanto a contestação não for respondida, o prazo para a suspensão não corre.
Se você já pagou, desconsidere este aviso.${farewell}`,
  },
};

/** What is written where a unit has no text of its own. */
export function firstTemplate(businessUnitId: string, kind: NoticeKind): NoticeTemplate {
  return { businessUnitId, kind, version: 1n, ...texts[kind] };
}

export const sampleNotice: NoticeValues = {
  cliente: { nome: "Antônia Conceição da Silva" },
  unidade: { nome: "Provedor Londrina" },
  hoje: "11/06/2026",
  total: "R$ 90,00",
  faturas: [{ numero: "1001", mes: "05/2026", vencimento: "10/06/2026", valor: "R$ 90,00" }],
  suspensao: { dias: "15", em: "29/06/2026" },
  rescisao: { dias: "60" },
  restabelecimento: { dias: "1" },
};

const places = 2;

/** `R$ 1.234,56` */
export function moneyText(cents: Centavos): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, -places).replaceAll(/\B(?=(\d{3})+$)/g, ".");
  return `${cents < 0n ? "-" : ""}R$ ${whole},${digits.slice(-places)}`;
}

/** `10/06/2026` */
export function dateText(date: CivilDate): string {
  return date.split("-").toReversed().join("/");
}

/** `05/2026`: the month in which an invoice was issued. */
export function monthText(issuedOn: CivilDate): string {
  return issuedOn.slice(0, 7).split("-").toReversed().join("/");
}
