// Written by `pnpm dictionaries` from the FreeRADIUS dictionary files
// (dictionary.rfc4679).
// Copyright (C) 2019 The FreeRADIUS Server project and contributors, CC BY 4.0; see NOTICE.
import type { AttributeRow } from "./row.ts";

export const adslForumVendor = 3561;

/** Lines of DSL and PON access (RFC 4679). */
export const adslForumAttributes = [
  ["ADSL-Agent-Circuit-Id", 1, "octets"],
  ["ADSL-Agent-Remote-Id", 2, "octets"],
  ["Actual-Data-Rate-Upstream", 129, "integer"],
  ["Actual-Data-Rate-Downstream", 130, "integer"],
  ["Minimum-Data-Rate-Upstream", 131, "integer"],
  ["Minimum-Data-Rate-Downstream", 132, "integer"],
  ["Attainable-Data-Rate-Upstream", 133, "integer"],
  ["Attainable-Data-Rate-Downstream", 134, "integer"],
  ["Maximum-Data-Rate-Upstream", 135, "integer"],
  ["Maximum-Data-Rate-Downstream", 136, "integer"],
  ["Minimum-Data-Rate-Upstream-Low-Power", 137, "integer"],
  ["Minimum-Data-Rate-Downstream-Low-Power", 138, "integer"],
  ["Maximum-Interleaving-Delay-Upstream", 139, "integer"],
  ["Actual-Interleaving-Delay-Upstream", 140, "integer"],
  ["Maximum-Interleaving-Delay-Downstream", 141, "integer"],
  ["Actual-Interleaving-Delay-Downstream", 142, "integer"],
  ["Access-Loop-Encapsulation", 144, "octets"],
  ["IWF-Session", 254, "octets"],
  ["ADSL-Forum-DHCP-Vendor-Specific", 255, "octets"],
] as const satisfies readonly AttributeRow[];
