export type PlanKind = "dial-up" | "broadband" | "ivr-extra-point" | "email" | "hosting" | "other";

export const planKinds: readonly PlanKind[] = [
  "dial-up",
  "broadband",
  "ivr-extra-point",
  "email",
  "hosting",
  "other",
];

export type BusinessUnit = {
  readonly id: string;
  readonly version?: number;
  readonly name: string;
  readonly city: string;
  readonly otherCities?: readonly string[];
  readonly timeZone?: string;
  readonly prorationBasis?: string;
  readonly closingDay?: number;
  readonly advanceBilling?: boolean;
  readonly mailDomain?: string;
  readonly suspensionPolicy?: string;
  readonly walledGardenName?: string;
};

type Rate = { readonly downKbps: number; readonly upKbps: number };

export type Plan = {
  readonly id: string;
  readonly version?: number;
  readonly businessUnitId: string;
  readonly name: string;
  readonly kind: PlanKind;
  readonly priceCents: number;
  readonly trialDays?: number;
  readonly proportionalTrial?: boolean;
  readonly advanceBilling?: boolean | null;
  readonly options?: readonly string[];
  readonly speed?: { readonly businessHours: Rate; readonly otherHours: Rate } | null;
  readonly simultaneousUse?: number;
  readonly archived?: boolean;
  readonly loginCreatesMailbox?: boolean;
  readonly mailboxes?: {
    readonly included: number;
    readonly additionalFeeCents: number;
    readonly quotaMb: number;
  };
  readonly hosting?: {
    readonly diskMb: number;
    readonly domains: number;
    readonly databases: number;
    readonly ftpUsers: number;
  } | null;
};

export type Status = {
  readonly id?: string;
  readonly version?: number;
  readonly key: string;
  readonly name: string;
  readonly list: string;
  readonly connects?: boolean;
  readonly bills?: boolean;
  readonly settable: boolean;
  readonly seeded?: boolean;
};

/** An entry of one of the simple lists. */
export type Named = {
  readonly id: string;
  readonly version?: number;
  readonly name: string;
  readonly businessUnitId?: string | null;
  readonly kind?: string;
};

export type DueDay = {
  readonly id: string;
  readonly day: number;
  readonly version?: number;
  readonly closingDay: number;
  readonly businessUnitId?: string;
};

/** Plans that connect a customer, and so have a login (C41). */
export function connects(kind: string | undefined): boolean {
  return kind === "dial-up" || kind === "broadband" || kind === "ivr-extra-point";
}

/** Plans that ask for a routing point (C26). */
export function asksRoutingPoint(kind: string | undefined): boolean {
  return kind === "broadband" || kind === "ivr-extra-point";
}

/** A server of the provider: web, mail, DNS, FTP or database. */
export type Server = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly host: string;
};
