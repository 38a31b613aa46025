import type { FieldProblem } from "@isp/kernel";
import { refuseFields } from "./errors.ts";

export type RoutingPoint = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly name: string;
  readonly kind: string;
};

const vendors = ["mikrotik", "cisco", "huawei", "juniper", "nokia", "zte", "generic"] as const;

/** Whose attributes an access server understands; `generic` ones are told speeds by WISPr's. */
export type Vendor = (typeof vendors)[number];

/** What a name stands for; one that is none stands for what every maker has in common. */
export function vendorOf(name: string): Vendor {
  return vendors.find((vendor) => vendor === name) ?? "generic";
}

export type Nas = {
  readonly id: string;
  readonly version: bigint;
  /** Null serves every routing point. */
  readonly routingPointId: string | null;
  readonly name: string;
  readonly address: string;
  readonly secret: Buffer;
  readonly coaPort: number;
  readonly vendor: string;
  readonly requireMessageAuthenticator: boolean;
  readonly proxy: boolean;
};

const kinds = ["tower", "condominium", "server", "radio", "pole", "other"];
const maxNameLength = 120;
const defaultCoaPort = 3_799;
const shortestSecret = 6;
const longestSecret = 128;

/** Refuses a routing point that could not be shown or found again. */
export function checkRoutingPoint(point: Pick<RoutingPoint, "name" | "kind">): void {
  refuseFields([...nameProblems(point.name), ...kindProblems(point.kind)]);
}

export function checkNas(
  nas: Pick<Nas, "name" | "address" | "coaPort" | "vendor">,
  secret: string | undefined,
  isAddress: (text: string) => boolean,
): void {
  refuseFields([
    ...nameProblems(nas.name),
    ...(isAddress(nas.address)
      ? []
      : [{ pointer: "/address", detail: "is not an IPv4 or IPv6 address" }]),
    ...(Number.isInteger(nas.coaPort) && nas.coaPort > 0 && nas.coaPort <= 65_535
      ? []
      : [{ pointer: "/coaPort", detail: "is not a port" }]),
    ...vendorProblems(nas.vendor),
    ...secretProblems(secret),
  ]);
}

export function coaPortOf(port: number): number {
  return port === 0 ? defaultCoaPort : port;
}

function nameProblems(name: string): FieldProblem[] {
  const isName = name !== "" && name.length <= maxNameLength;
  return isName ? [] : [{ pointer: "/name", detail: `has 1 to ${maxNameLength} characters` }];
}

function kindProblems(kind: string): FieldProblem[] {
  return kinds.includes(kind)
    ? []
    : [{ pointer: "/kind", detail: `is one of ${kinds.join(", ")}` }];
}

function vendorProblems(vendor: string): FieldProblem[] {
  return vendors.some((known) => known === vendor)
    ? []
    : [{ pointer: "/vendor", detail: `is one of ${vendors.join(", ")}` }];
}

/** Short secrets are only what demo and laboratory devices have; the console proposes 24 characters. */
function secretProblems(secret: string | undefined): FieldProblem[] {
  if (secret === undefined) return [];
  const fits = secret.length >= shortestSecret && secret.length <= longestSecret;
  if (fits && /^[\x21-\x7e]+$/.test(secret)) return [];
  return [
    {
      pointer: "/secret",
      detail: `has ${shortestSecret} to ${longestSecret} printable ASCII characters, no spaces`,
    },
  ];
}
