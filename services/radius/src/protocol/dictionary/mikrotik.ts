// Written by `pnpm dictionaries` from the FreeRADIUS dictionary files
// (dictionary.mikrotik).
// Copyright (C) 2019 The FreeRADIUS Server project and contributors, CC BY 4.0; see NOTICE.
import type { AttributeRow } from "./row.ts";

export const mikrotikVendor = 14988;

/** MikroTik. */
export const mikrotikAttributes = [
  ["Mikrotik-Recv-Limit", 1, "integer"],
  ["Mikrotik-Xmit-Limit", 2, "integer"],
  ["Mikrotik-Group", 3, "text"],
  ["Mikrotik-Wireless-Forward", 4, "integer"],
  ["Mikrotik-Wireless-Skip-Dot1x", 5, "integer"],
  ["Mikrotik-Wireless-Enc-Algo", 6, "integer"],
  ["Mikrotik-Wireless-Enc-Key", 7, "text"],
  ["Mikrotik-Rate-Limit", 8, "text"],
  ["Mikrotik-Realm", 9, "text"],
  ["Mikrotik-Host-IP", 10, "ipv4"],
  ["Mikrotik-Mark-Id", 11, "text"],
  ["Mikrotik-Advertise-URL", 12, "text"],
  ["Mikrotik-Advertise-Interval", 13, "integer"],
  ["Mikrotik-Recv-Limit-Gigawords", 14, "integer"],
  ["Mikrotik-Xmit-Limit-Gigawords", 15, "integer"],
  ["Mikrotik-Wireless-PSK", 16, "text"],
  ["Mikrotik-Total-Limit", 17, "integer"],
  ["Mikrotik-Total-Limit-Gigawords", 18, "integer"],
  ["Mikrotik-Address-List", 19, "text"],
  ["Mikrotik-Wireless-MPKey", 20, "text"],
  ["Mikrotik-Wireless-Comment", 21, "text"],
  ["Mikrotik-Delegated-IPv6-Pool", 22, "text"],
  ["Mikrotik-DHCP-Option-Set", 23, "text"],
  ["Mikrotik-DHCP-Option-Param-STR1", 24, "text"],
  ["Mikrotik-DHCP-Option-Param-STR2", 25, "text"],
  ["Mikrotik-Wireless-VLANID", 26, "integer"],
  ["Mikrotik-Wireless-VLANIDtype", 27, "integer"],
  ["Mikrotik-Wireless-Minsignal", 28, "text"],
  ["Mikrotik-Wireless-Maxsignal", 29, "text"],
  ["Mikrotik-Switching-Filter", 30, "text"],
] as const satisfies readonly AttributeRow[];
