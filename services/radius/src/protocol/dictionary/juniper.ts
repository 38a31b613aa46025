// Written by `pnpm dictionaries` from the FreeRADIUS dictionary files
// (dictionary.juniper).
// Copyright (C) 2019 The FreeRADIUS Server project and contributors, CC BY 4.0; see NOTICE.
import type { AttributeRow } from "./row.ts";

export const juniperVendor = 2636;

/** Juniper Networks. */
export const juniperAttributes = [
  ["Juniper-Local-User-Name", 1, "text"],
  ["Juniper-Allow-Commands", 2, "text"],
  ["Juniper-Deny-Commands", 3, "text"],
  ["Juniper-Allow-Configuration", 4, "text"],
  ["Juniper-Deny-Configuration", 5, "text"],
  ["Juniper-Interactive-Command", 8, "text"],
  ["Juniper-Configuration-Change", 9, "text"],
  ["Juniper-User-Permissions", 10, "text"],
  ["Juniper-Junosspace-Profile", 11, "text"],
  ["Juniper-CTP-Group", 21, "integer"],
  ["Juniper-CTPView-APP-Group", 22, "integer"],
  ["Juniper-CTPView-OS-Group", 23, "integer"],
  ["Juniper-Primary-Dns", 31, "ipv4"],
  ["Juniper-Primary-Wins", 32, "ipv4"],
  ["Juniper-Secondary-Dns", 33, "ipv4"],
  ["Juniper-Secondary-Wins", 34, "ipv4"],
  ["Juniper-Interface-id", 35, "text"],
  ["Juniper-Ip-Pool-Name", 36, "text"],
  ["Juniper-Keep-Alive", 37, "integer"],
  ["Juniper-CoS-Traffic-Control-Profile", 38, "text"],
  ["Juniper-CoS-Parameter", 39, "text"],
  ["Juniper-encapsulation-overhead", 40, "integer"],
  ["Juniper-cell-overhead", 41, "integer"],
  ["Juniper-tx-connect-speed", 42, "integer"],
  ["Juniper-rx-connect-speed", 43, "integer"],
  ["Juniper-Firewall-filter-name", 44, "text"],
  ["Juniper-Policer-Parameter", 45, "text"],
  ["Juniper-Local-Group-Name", 46, "text"],
  ["Juniper-Local-Interface", 47, "text"],
  ["Juniper-Switching-Filter", 48, "text"],
  ["Juniper-VoIP-Vlan", 49, "text"],
  ["Juniper-CWA-Redirect", 50, "text"],
  ["Juniper-AV-Pair", 52, "text"],
] as const satisfies readonly AttributeRow[];
