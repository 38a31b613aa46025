import { adslForumAttributes, adslForumVendor } from "./adsl-forum.ts";
import { ciscoAttributes, ciscoVendor } from "./cisco.ts";
import { erxAttributes, erxVendor } from "./erx.ts";
import { huaweiAttributes, huaweiVendor } from "./huawei.ts";
import { juniperAttributes, juniperVendor } from "./juniper.ts";
import { microsoftAttributes, microsoftVendor } from "./microsoft.ts";
import { mikrotikAttributes, mikrotikVendor } from "./mikrotik.ts";
import { nokiaAttributes, nokiaVendor } from "./nokia.ts";
import { rfcAttributes } from "./rfc.ts";
import type { AttributeFlag, AttributeKind, AttributeRow } from "./row.ts";
import { wisprAttributes, wisprVendor } from "./wispr.ts";
import { zteAttributes, zteVendor } from "./zte.ts";

export type AttributeName = (
  | typeof rfcAttributes
  | typeof adslForumAttributes
  | typeof ciscoAttributes
  | typeof erxAttributes
  | typeof huaweiAttributes
  | typeof juniperAttributes
  | typeof microsoftAttributes
  | typeof mikrotikAttributes
  | typeof nokiaAttributes
  | typeof wisprAttributes
  | typeof zteAttributes
)[number][0];

/** One attribute of the dictionary; `vendor` is 0 for the standard ones. */
export type AttributeDefinition = {
  readonly name: string;
  readonly vendor: number;
  readonly number: number;
  readonly kind: AttributeKind;
  readonly flag: AttributeFlag | undefined;
};

const vendors: readonly (readonly [vendor: number, rows: readonly AttributeRow[]])[] = [
  [0, rfcAttributes],
  [adslForumVendor, adslForumAttributes],
  [ciscoVendor, ciscoAttributes],
  [erxVendor, erxAttributes],
  [huaweiVendor, huaweiAttributes],
  [juniperVendor, juniperAttributes],
  [microsoftVendor, microsoftAttributes],
  [mikrotikVendor, mikrotikAttributes],
  [nokiaVendor, nokiaAttributes],
  [wisprVendor, wisprAttributes],
  [zteVendor, zteAttributes],
];

/** Every attribute the codec knows, in the order of the dictionary files. */
export const dictionary: readonly AttributeDefinition[] = vendors.flatMap(([vendor, rows]) =>
  rows.map(([name, number, kind, flag]) => ({ name, vendor, number, kind, flag })),
);

const byName = new Map(dictionary.map((definition) => [definition.name, definition]));
const byVendor = new Map(
  vendors.map(([vendor]) => [
    vendor,
    new Map(
      dictionary
        .filter((definition) => definition.vendor === vendor)
        .map((definition) => [definition.number, definition]),
    ),
  ]),
);

/** The definition of a name that the type system has already checked. */
export function definitionOf(name: AttributeName): AttributeDefinition {
  const definition = byName.get(name);
  if (definition === undefined) throw new TypeError(`no attribute ${name} in the dictionary`);
  return definition;
}

export function findDefinition(vendor: number, number: number): AttributeDefinition | undefined {
  return byVendor.get(vendor)?.get(number);
}

/** Whether the sub-attributes of this vendor follow RFC 2865 5.26 and can be checked. */
export function isKnownVendor(vendor: number): boolean {
  return vendor !== 0 && byVendor.has(vendor);
}
