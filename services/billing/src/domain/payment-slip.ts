import type { Centavos, CivilDate } from "@isp/kernel";
import { bankLayouts } from "./bank-layouts.ts";
import { barcodeOf, mostBoletoCents } from "./boleto.ts";
import { brCode, mostPixCents, referenceOf } from "./br-code.ts";
import type { PaymentSettings } from "./payment-settings.ts";

/** What an invoice was issued with so that it can be paid. Written once, and never changed. */
export type PaymentSlip = {
  readonly invoiceId: string;
  readonly businessUnitId: string;
  readonly settingsVersion: bigint;
  /** What was left to pay when it was issued. */
  readonly amountCents: Centavos;
  readonly dueOn: CivilDate;
  /** Empty where it is not paid by Pix. */
  readonly pixCode: string;
  /** Empty where it is not paid by boleto. */
  readonly barcode: string;
  /** As it is printed. */
  readonly ourNumber: string;
  /** The agreement's series, and the place in it; null where there is no boleto. */
  readonly series: string;
  readonly sequence: bigint | null;
};

/** The slip of an invoice on a day: its boleto as it was issued, and Pix over what is open by then. */
export type PresentSlip = PaymentSlip & {
  readonly on: CivilDate;
  /** What settles the invoice on that day, late charges included. */
  readonly openCents: Centavos;
};

/**
 * A Pix code says its amount, so that one that is late or partly paid needs another; the reference stays, by which
 * the payment is known. A bank works out by itself what a boleto costs after its day.
 */
export function slipOn(
  slip: PaymentSlip,
  settings: PaymentSettings,
  { on, openCents }: { readonly on: CivilDate; readonly openCents: Centavos },
): PresentSlip {
  if (slip.pixCode === "" || openCents === slip.amountCents) return { ...slip, on, openCents };
  const payable = { ...slip, id: slip.invoiceId, openCents, formKind: "pix" };
  return { ...slip, on, openCents, pixCode: openCents > 0n ? pixOf(payable, settings) : "" };
}

type Payable = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly dueOn: CivilDate;
  readonly openCents: Centavos;
  readonly formKind: string;
};

/** Who pays by card, direct debit or cash gets neither. */
const [withPix, withBoleto] = [["boleto", "pix"], ["boleto"]] as const;

export function takesBoleto({ openCents, formKind }: Payable, settings: PaymentSettings): boolean {
  const isAsked = withBoleto.some((kind) => kind === formKind);
  return isAsked && bankLayouts.has(settings.bankCode) && openCents <= mostBoletoCents;
}

/** One series for everybody who uses the same agreement, in whatever unit. */
export function seriesOf({ bankCode, agency, account, agreement, wallet }: PaymentSettings) {
  return [bankCode, agency, account, agreement, wallet].join("/");
}

/** The slip of an invoice on which something is open; null where nothing of it is paid this way. */
export function slipOf(
  invoice: Payable,
  settings: PaymentSettings,
  sequence: bigint | null,
): PaymentSlip | null {
  const { id: invoiceId, businessUnitId, dueOn, openCents: amountCents } = invoice;
  const pixCode = pixOf(invoice, settings);
  const boleto = boletoOf(invoice, settings, sequence);
  if (pixCode === "" && boleto === null) return null;
  return {
    invoiceId,
    businessUnitId,
    settingsVersion: settings.version,
    amountCents,
    dueOn,
    pixCode,
    ...(boleto ?? { barcode: "", ourNumber: "", series: "", sequence: null }),
  };
}

function pixOf({ id, openCents, formKind }: Payable, settings: PaymentSettings): string {
  const { pixKey: key, beneficiaryName: name, pixCity: city } = settings;
  const isAsked = withPix.some((kind) => kind === formKind);
  if (key === "" || !isAsked || openCents > mostPixCents) return "";
  return brCode({ key, name, city, amountCents: openCents, reference: referenceOf(id) });
}

function boletoOf(invoice: Payable, settings: PaymentSettings, sequence: bigint | null) {
  const layout = bankLayouts.get(settings.bankCode);
  if (layout === undefined || sequence === null) return null;
  const number = sequence.toString().padStart(layout.ourNumberDigits, "0");
  // Numbers of the agreement are used up: it has to be renewed, and until then Pix alone serves.
  if (number.length > layout.ourNumberDigits) return null;
  const { dueOn, openCents: amountCents } = invoice;
  const freeField = layout.freeField(settings, number);
  return {
    barcode: barcodeOf({ bankCode: settings.bankCode, dueOn, amountCents, freeField }),
    ourNumber: layout.printedNumber(settings, number),
    series: seriesOf(settings),
    sequence,
  };
}
