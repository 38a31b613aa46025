import type { ContractValues } from "./contract-values.ts";

type Described = readonly [name: string, description: string, sample: string];

/** Everything a template may name; a template that names anything else is refused when it is saved. */
export const templateVariables: readonly Described[] = [
  ["today", "Data de hoje", "21/05/2026"],
  ["provider.name", "Nome da unidade de negócios", "Provedor Londrina"],
  ["provider.city", "Cidade da unidade", "Londrina"],
  ["provider.mailDomain", "Domínio de e-mail da unidade", "londrina.example.com.br"],
  ["customer.name", "Nome do cliente", "Antônia Conceição da Silva"],
  ["customer.document", "CPF ou CNPJ", "529.982.247-25"],
  ["customer.city", "Cidade do cliente", "Londrina"],
  ["customer.address", "Endereço do cliente", "Rua São Paulo, 10, Centro, PR – CEP 86010-000"],
  ["customer.email", "E-mail do cliente", "antonia@example.com"],
  ["customer.phone", "Telefone do cliente", "(43) 99999-0000"],
  ["plan.name", "Nome do plano", "Banda Larga Residencial 512 Kbps"],
  ["plan.price", "Valor do plano", "R$ 90,00"],
  ["plan.payable", "Valor a pagar", "R$ 65,00"],
  ["plan.discount", "Desconto", "R$ 25,00"],
  ["plan.down", "Velocidade de download", "512 kbps"],
  ["plan.up", "Velocidade de upload", "128 kbps"],
  ["contract.number", "Número do contrato", "1001"],
  ["contract.startOn", "Data de início", "21/05/2026"],
  ["contract.trialDays", "Dias de trial", "10"],
  ["contract.notes", "Observações", "Ligar antes de ir"],
  ["contract.installationAddress", "Endereço de instalação", "Rua Sergipe, 100, fundos"],
  ["contract.soldOn", "Data da venda", "20/05/2026"],
  ["contract.activatedOn", "Data de ativação", "21/05/2026"],
  ["contract.expiresOn", "Data de vencimento do contrato", "21/05/2027"],
  ["contract.validityMonths", "Validade em meses", "12"],
  ["contract.installFee", "Taxa de instalação", "R$ 100,00"],
  ["contract.installments", "Parcelas da taxa", "3"],
  ["contract.cancellationFormula", "Fórmula ou valor da multa", "300,00"],
];

/** A contract that never was, to try a template with. */
export const sampleValues: ContractValues = nested();

function nested(): ContractValues {
  const values: Record<string, Record<string, string>> = {};
  let today = "";
  for (const [name, , sample] of templateVariables) {
    const [group = "", field] = name.split(".");
    if (field === undefined) today = sample;
    else values[group] = { ...values[group], [field]: sample };
  }
  const { provider = {}, customer = {}, plan = {}, contract = {} } = values;
  return { today, provider, customer, plan, contract };
}
