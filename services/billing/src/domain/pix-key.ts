// By their own paths: the whole package costs every process 17 MB.
import { isValidCnpj } from "@brazilian-utils/brazilian-utils/is-valid-cnpj";
import { isValidCpf } from "@brazilian-utils/brazilian-utils/is-valid-cpf";

export type PixKeyKind = "cpf" | "cnpj" | "email" | "phone" | "random";

const email = /^[a-z0-9.!#$&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
const longestEmail = 77;
const random = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A key as the central bank's directory (DICT) writes it: documents bare, a telephone with +55, letters small. */
export function normalisePixKey(given: string): string {
  const key = given.trim();
  if (key.includes("@") || /^[0-9a-f-]{36}$/i.test(key)) return key.toLowerCase();
  if (key.startsWith("+")) return `+${key.slice(1).replace(/[\s().-]/g, "")}`;
  return key.replace(/[\s./-]/g, "").toUpperCase();
}

/** What kind of key it is; null where it is none. Eleven bare digits are a CPF: a telephone begins with +55. */
export function pixKeyKind(key: string): PixKeyKind | null {
  if (random.test(key)) return "random";
  if (/^\+55[1-9]\d9\d{8}$/.test(key)) return "phone";
  if (/^\d{11}$/.test(key)) return isValidCpf(key) ? "cpf" : null;
  if (/^[0-9A-Z]{12}\d{2}$/.test(key)) return isValidCnpj(key, { version: 2 }) ? "cnpj" : null;
  return email.test(key) && key.length <= longestEmail ? "email" : null;
}
