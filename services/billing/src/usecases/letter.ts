import type { CivilDate } from "@isp/kernel";
import type { BusinessUnit } from "../domain/closing.ts";
import type { NoticeKind } from "../domain/notice.ts";
import {
  dateText,
  firstTemplate,
  moneyText,
  monthText,
  type NoticeTemplate,
  type NoticeValues,
} from "../domain/notice-template.ts";
import type { LetterInvoice } from "./notice-ports.ts";
import type { Billing } from "./ports.ts";

/** What the unit wrote itself, or what is written where it has not. */
export async function templateOf(
  { notices }: Pick<Billing, "notices">,
  businessUnitId: string,
  kind: NoticeKind,
): Promise<NoticeTemplate> {
  const own = await notices.templates(businessUnitId);
  return own.find((template) => template.kind === kind) ?? firstTemplate(businessUnitId, kind);
}

/** What every letter names; the terms of the default ladder are added where it speaks of them. */
export function letterValues(
  { name }: Pick<BusinessUnit, "name">,
  today: CivilDate,
  invoices: readonly LetterInvoice[],
): NoticeValues {
  const total = invoices.reduce((sum, { openCents }) => sum + openCents, 0n);
  return {
    cliente: { nome: invoices[0]?.customerName ?? "" },
    unidade: { nome: name },
    hoje: dateText(today),
    total: moneyText(total),
    faturas: invoices.map(({ number, issuedOn, dueOn, openCents }) => ({
      numero: number.toString(),
      mes: monthText(issuedOn),
      vencimento: dateText(dueOn),
      valor: moneyText(openCents),
    })),
    suspensao: { dias: "", em: "" },
    rescisao: { dias: "" },
    restabelecimento: { dias: "" },
  };
}
