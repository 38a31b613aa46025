import type { CivilDate } from "@isp/kernel";
import { fieldCheck } from "./errors.ts";

/** A contract's text with variables in it, of one business unit or of all. */
export type ContractTemplate = {
  readonly id: string;
  readonly version: bigint;
  /** Empty where it serves every business unit. */
  readonly businessUnitId: string;
  readonly name: string;
  readonly body: string;
  /** Not offered any more; contracts that name it keep it. */
  readonly archived: boolean;
};

export type NewContractTemplate = Omit<ContractTemplate, "id" | "version">;

/** The text that a customer accepted; nothing changes it any more. */
export type AcceptedContract = {
  readonly subscriptionId: string;
  readonly templateId: string;
  readonly templateVersion: bigint;
  readonly text: string;
  readonly sha256: string;
  readonly acceptedOn: CivilDate;
  readonly acceptedBy: string;
  readonly recordedAt: Date;
};

export const longestBody = 60_000;

export function checkContractTemplate({ name, body }: NewContractTemplate): void {
  const check = fieldCheck();
  check.require(name.trim() !== "" && name.length <= 120, "/name", "must be given");
  check.require(body.trim() !== "", "/body", "must be given");
  check.require(body.length <= longestBody, "/body", `must have at most ${longestBody} characters`);
  check.done();
}

/** What stands where a contract names no template: the least that both sides must know. */
export const standardTemplate: ContractTemplate = {
  id: "",
  version: 0n,
  businessUnitId: "",
  name: "Contrato padrão",
  archived: false,
  body: `# Contrato de prestação de serviços nº {{ contract.number }}

Entre {{ provider.name }}, de {{ provider.city }}, e {{ customer.name }}, documento {{ customer.document }}, residente em {{ customer.address }}, {{ customer.city }}.

## Serviço

- Plano: {{ plan.name }}
- Início: {{ contract.startOn }}
- Ativação: {{ contract.activatedOn }}
- Endereço de instalação: {{ contract.installationAddress }}

## Valores

- Valor do plano: {{ plan.price }}
- Desconto: {{ plan.discount }}
- Valor a pagar por mês: {{ plan.payable }}
- Taxa de instalação: {{ contract.installFee }} em {{ contract.installments }} parcela(s)

## Prazo

Venda em {{ contract.soldOn }}. Validade de {{ contract.validityMonths }} meses, até {{ contract.expiresOn }}.
{% if contract.cancellationFormula != "" %}
Multa por rescisão antes do prazo: {{ contract.cancellationFormula }}.
{% endif %}
---

{{ provider.city }}, {{ today }}.

Assinatura do cliente: ______________________________
`,
};
