import { type Agreement, bankLayouts } from "./bank-layouts.ts";
import { isDocument } from "./debit-account.ts";
import { fieldCheck } from "./errors.ts";
import { normalisePixKey, pixKeyKind } from "./pix-key.ts";

const paperLanguages = ["pt-BR", "en"] as const;

/** How a unit is paid. Every version is kept, because invoices go on saying what they were issued with. */
export type PaymentSettings = Agreement & {
  readonly businessUnitId: string;
  /** 1 where nobody has said yet. */
  readonly version: bigint;
  readonly beneficiaryName: string;
  readonly beneficiaryDocument: string;
  readonly beneficiaryAddress: string;
  /** Empty where the unit takes no Pix. */
  readonly pixKey: string;
  readonly pixCity: string;
  readonly firstOurNumber: bigint;
  readonly instructions: string;
  readonly language: string;
  /** Whether invoices go out by e-mail once they are issued. */
  readonly emailsInvoices: boolean;
};

export const noSettings = (businessUnitId: string): PaymentSettings => ({
  businessUnitId,
  version: 1n,
  beneficiaryName: "",
  beneficiaryDocument: "",
  beneficiaryAddress: "",
  pixKey: "",
  pixCity: "",
  bankCode: "",
  agency: "",
  account: "",
  agreement: "",
  wallet: "",
  firstOurNumber: 1n,
  instructions: "",
  language: "pt-BR",
  emailsInvoices: false,
});

const bankParts = ["agency", "account", "agreement", "wallet"] as const;

/** As it is kept: numbers bare and filled up to the bank's width, parts that the bank does not ask for empty. */
export function normaliseSettings(given: PaymentSettings): PaymentSettings {
  const bankCode = given.bankCode.trim();
  const digits = bankLayouts.get(bankCode)?.digits ?? {};
  const part = (name: (typeof bankParts)[number]) => {
    const bare = given[name].replace(/[.\s]/g, "");
    const width = digits[name];
    if (width === undefined) return "";
    return bare === "" ? "" : bare.padStart(width, "0");
  };
  return {
    ...given,
    beneficiaryName: given.beneficiaryName.trim(),
    beneficiaryDocument: given.beneficiaryDocument.replace(/[.\-/\s]/g, "").toUpperCase(),
    beneficiaryAddress: given.beneficiaryAddress.trim(),
    pixKey: normalisePixKey(given.pixKey),
    pixCity: given.pixCity.trim(),
    bankCode,
    agency: part("agency"),
    account: part("account"),
    agreement: part("agreement"),
    wallet: part("wallet"),
    instructions: given.instructions.trim(),
  };
}

const mostInstructionLines = 5;

export function checkSettings(settings: PaymentSettings): void {
  const check = fieldCheck();
  const { beneficiaryName: name, beneficiaryAddress: address, instructions } = settings;
  check.require(name !== "" && name.length <= 120, "/beneficiaryName", "must be given");
  check.require(
    isDocument(settings.beneficiaryDocument),
    "/beneficiaryDocument",
    "is not a valid CPF or CNPJ",
  );
  check.require(address.length <= 200, "/beneficiaryAddress", "is longer than 200 letters");
  check.require(
    instructions.length <= 500 && instructions.split("\n").length <= mostInstructionLines,
    "/instructions",
    `is longer than ${mostInstructionLines} lines of 100 letters`,
  );
  const isLanguage = paperLanguages.some((language) => language === settings.language);
  check.require(isLanguage, "/language", "must be pt-BR or en");
  requirePix(check, settings);
  requireBank(check, settings);
  check.done();
}

type Check = ReturnType<typeof fieldCheck>;

function requirePix(check: Check, { pixKey, pixCity, bankCode }: PaymentSettings): void {
  if (pixKey === "") {
    check.require(bankCode !== "", "/pixKey", "must be given where there is no bank");
    return;
  }
  check.require(
    pixKeyKind(pixKey) !== null,
    "/pixKey",
    "is no CPF, CNPJ, e-mail, telephone with +55 or random key",
  );
  check.require(pixCity !== "" && pixCity.length <= 60, "/pixCity", "must be given");
}

function requireBank(check: Check, settings: PaymentSettings): void {
  const { bankCode, firstOurNumber } = settings;
  if (bankCode === "") return;
  const layout = bankLayouts.get(bankCode);
  const known = [...bankLayouts.keys()].join(", ");
  check.require(layout !== undefined, "/bankCode", `must be one of ${known}`);
  if (layout === undefined) return;
  for (const part of bankParts) {
    const width = layout.digits[part];
    if (width === undefined) continue;
    const holds = new RegExp(`^\\d{${width}}$`).test(settings[part]);
    check.require(holds, `/${part}`, `must be up to ${width} digits, without a check digit`);
  }
  check.require(
    firstOurNumber >= 1n && firstOurNumber < 10n ** BigInt(layout.ourNumberDigits),
    "/firstOurNumber",
    `must be from 1 to ${layout.ourNumberDigits} digits`,
  );
}
