import { modulo10, remainder11 } from "./check-digits.ts";

/** What a unit has agreed on with its bank; digits only, without check digits. */
export type Agreement = {
  readonly bankCode: string;
  readonly agency: string;
  readonly account: string;
  /** The number of the agreement (convênio) or of the beneficiary. */
  readonly agreement: string;
  readonly wallet: string;
};

type Part = Exclude<keyof Agreement, "bankCode">;

/** How one bank fills the 25 digits that are its own. Another bank is one more entry of the table. */
export type BankLayout = {
  readonly name: string;
  /** As it stands in the head of the paper: with the bank's check digit. */
  readonly codeWithDigit: string;
  /** How many digits each part has; a part that is not named is not asked for. */
  readonly digits: Partial<Record<Part, number>>;
  readonly ourNumberDigits: number;
  readonly freeField: (agreement: Agreement, ourNumber: string) => string;
  readonly printedNumber: (agreement: Agreement, ourNumber: string) => string;
  readonly printedBeneficiary: (agreement: Agreement) => string;
};

/** Agreement of seven digits (Banco do Brasil, "Especificações técnicas para confecção de boleto"). */
const bancoDoBrasil: BankLayout = {
  name: "Banco do Brasil",
  codeWithDigit: "001-9",
  digits: { agency: 4, account: 8, agreement: 7, wallet: 2 },
  ourNumberDigits: 10,
  freeField: ({ agreement, wallet }, number) => `000000${agreement}${number}${wallet}`,
  printedNumber: ({ agreement }, number) => `${agreement}${number}`,
  printedBeneficiary: ({ agency, account }) => `${agency} / ${account}`,
};

/** Bradesco, "Cobrança Bradesco: layout do boleto". */
const bradesco: BankLayout = {
  name: "Bradesco",
  codeWithDigit: "237-2",
  digits: { agency: 4, account: 7, wallet: 2 },
  ourNumberDigits: 11,
  freeField: ({ agency, account, wallet }, number) => `${agency}${wallet}${number}${account}0`,
  printedNumber: ({ wallet }, number) => `${wallet}/${number}-${bradescoDigit(wallet + number)}`,
  printedBeneficiary: ({ agency, account }) => `${agency} / ${account}`,
};

/** Itaú, "Cobrança Itaú: layout de arquivos", note on the barcode; not for wallets whose number is the debtor's. */
const itau: BankLayout = {
  name: "Itaú",
  codeWithDigit: "341-7",
  digits: { agency: 4, account: 5, wallet: 3 },
  ourNumberDigits: 8,
  freeField: ({ agency, account, wallet }, number) => {
    const place = `${agency}${account}`;
    return `${wallet}${number}${modulo10(`${place}${wallet}${number}`)}${place}${modulo10(place)}000`;
  },
  printedNumber: ({ agency, account, wallet }, number) =>
    `${wallet}/${number}-${modulo10(`${agency}${account}${wallet}${number}`)}`,
  printedBeneficiary: ({ agency, account }) =>
    `${agency} / ${account}-${modulo10(`${agency}${account}`)}`,
};

/** Sicoob; the wallet is the carteira with the modality, such as 101; one parcel, 001. */
const sicoob: BankLayout = {
  name: "Sicoob",
  codeWithDigit: "756-0",
  digits: { agency: 4, agreement: 7, wallet: 3 },
  ourNumberDigits: 7,
  freeField: ({ agency, agreement, wallet }, number) => {
    const [kind, modality] = [wallet.slice(0, 1), wallet.slice(1)];
    const digit = sicoobDigit(`${agency}${agreement.padStart(10, "0")}${number}`);
    return `${kind}${agency}${modality}${agreement}${number}${digit}001`;
  },
  printedNumber: ({ agency, agreement }, number) =>
    `${number}-${sicoobDigit(`${agency}${agreement.padStart(10, "0")}${number}`)}`,
  printedBeneficiary: ({ agency, agreement }) => `${agency} / ${agreement}`,
};

export const bankLayouts: ReadonlyMap<string, BankLayout> = new Map([
  ["001", bancoDoBrasil],
  ["237", bradesco],
  ["341", itau],
  ["756", sicoob],
]);

/** Modulo 11 with weights up to 7; ten is written P. */
function bradescoDigit(digits: string): string {
  const rest = remainder11(digits, 7);
  if (rest === 0) return "0";
  return rest === 1 ? "P" : String(11 - rest);
}

function sicoobDigit(digits: string): number {
  const sum = Array.from(digits, Number).reduce(
    (total, digit, index) => total + digit * Number("3197"[index % 4]),
    0,
  );
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
