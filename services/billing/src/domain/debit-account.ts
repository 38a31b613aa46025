// By their own paths: the whole package costs every process 17 MB.
import { isValidCnpj } from "@brazilian-utils/brazilian-utils/is-valid-cnpj";
import { isValidCpf } from "@brazilian-utils/brazilian-utils/is-valid-cpf";
import { type CardParts, checkCard, digestOfToken, normaliseCard, noCard } from "./card.ts";
import { fieldCheck } from "./errors.ts";

/** Where a customer's payments are drawn from: an account at a bank, or a card on file (C35, C55). */
export type DebitAccount = CardParts & {
  readonly id: string;
  readonly version: bigint;
  readonly customerId: string;
  readonly kind: string;
  /** Three digits, as the central bank numbers them. */
  readonly bankCode: string;
  readonly agency: string;
  readonly account: string;
  readonly holder: string;
  readonly document: string;
};

export type DebitAccountData = Omit<DebitAccount, "id" | "version">;

/** Numbers as banks write them: no blanks, no dots, letters of check digits in capitals. */
export function normaliseDebitAccount<Data extends DebitAccountData>(data: Data): Data {
  if (data.kind === "card") {
    const card = normaliseCard(data);
    const account = digestOfToken(card.cardToken);
    return { ...card, bankCode: "", agency: "", account, document: "", holder: data.holder.trim() };
  }
  const plain = (text: string) => text.replace(/[.\s]/g, "").toUpperCase();
  return {
    ...data,
    ...noCard,
    bankCode: plain(data.bankCode),
    agency: plain(data.agency),
    account: plain(data.account),
    holder: data.holder.trim(),
    document: data.document.replace(/[.\-/\s]/g, "").toUpperCase(),
  };
}

export function checkDebitAccount(data: DebitAccountData): void {
  if (data.kind === "card") return checkCard(data);
  const check = fieldCheck();
  check.require(data.kind === "account", "/kind", "must be account or card");
  check.require(/^\d{3}$/.test(data.bankCode), "/bankCode", "must be the bank's three digits");
  check.require(
    /^\d{1,5}(-[\dX])?$/.test(data.agency),
    "/agency",
    "must be up to five digits, with or without a check digit",
  );
  check.require(
    /^\d{1,13}(-[\dX])?$/.test(data.account),
    "/account",
    "must be up to thirteen digits, with or without a check digit",
  );
  check.require(data.holder !== "" && data.holder.length <= 160, "/holder", "must be given");
  check.require(isDocument(data.document), "/document", "is not a valid CPF or CNPJ");
  check.done();
}

/** What an operator needs to tell one account from another, and no more. */
export function masked<Account extends DebitAccount>(account: Account): Account {
  if (account.kind === "card") return { ...account, account: "", cardToken: "" };
  return {
    ...account,
    account: hidden(account.account, 4),
    document: hidden(account.document, 4),
  };
}

function hidden(text: string, shown: number): string {
  const from = Math.max(0, text.length - shown);
  return "•".repeat(from) + text.slice(from);
}

export function isDocument(text: string): boolean {
  return /^\d{11}$/.test(text)
    ? isValidCpf(text)
    : /^[0-9A-Z]{12}\d{2}$/.test(text) && isValidCnpj(text, { version: 2 });
}
