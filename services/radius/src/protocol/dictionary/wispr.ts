// Written by `pnpm dictionaries` from the FreeRADIUS dictionary files
// (dictionary.wispr).
// Copyright (C) 2019 The FreeRADIUS Server project and contributors, CC BY 4.0; see NOTICE.
import type { AttributeRow } from "./row.ts";

export const wisprVendor = 14122;

/** What access servers of many makers understand. */
export const wisprAttributes = [
  ["WISPr-Location-ID", 1, "text"],
  ["WISPr-Location-Name", 2, "text"],
  ["WISPr-Logoff-URL", 3, "text"],
  ["WISPr-Redirection-URL", 4, "text"],
  ["WISPr-Bandwidth-Min-Up", 5, "integer"],
  ["WISPr-Bandwidth-Min-Down", 6, "integer"],
  ["WISPr-Bandwidth-Max-Up", 7, "integer"],
  ["WISPr-Bandwidth-Max-Down", 8, "integer"],
  ["WISPr-Session-Terminate-Time", 9, "text"],
  ["WISPr-Session-Terminate-End-Of-Day", 10, "text"],
  ["WISPr-Billing-Class-Of-Service", 11, "text"],
] as const satisfies readonly AttributeRow[];
