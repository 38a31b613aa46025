// By their own paths: the whole package costs every process 17 MB.
import { isValidCnpj } from "@brazilian-utils/brazilian-utils/is-valid-cnpj";
import { isValidCpf } from "@brazilian-utils/brazilian-utils/is-valid-cpf";

export type PersonType = "individual" | "company";

/** CPF or CNPJ without punctuation, upper case: a CNPJ may hold letters since July 2026 (IN RFB 2.229/2024). */
export function normaliseDocument(text: string): string {
  return text.replace(/[.\-/\s]/g, "").toUpperCase();
}

export function isDocumentOf(personType: PersonType, document: string): boolean {
  return personType === "individual"
    ? /^\d{11}$/.test(document) && isValidCpf(document)
    : /^[0-9A-Z]{12}\d{2}$/.test(document) && isValidCnpj(document, { version: 2 });
}
