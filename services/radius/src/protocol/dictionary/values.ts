// Derived from the FreeRADIUS dictionary files (dictionary.rfc2866, rfc3576, rfc3580, rfc5176).
// Copyright (C) 2019 The FreeRADIUS Server project and contributors, CC BY 4.0; see NOTICE.

/** Names of Acct-Terminate-Cause. */
export const terminateCauses: ReadonlyMap<number, string> = new Map([
  [1, "User-Request"],
  [2, "Lost-Carrier"],
  [3, "Lost-Service"],
  [4, "Idle-Timeout"],
  [5, "Session-Timeout"],
  [6, "Admin-Reset"],
  [7, "Admin-Reboot"],
  [8, "Port-Error"],
  [9, "NAS-Error"],
  [10, "NAS-Request"],
  [11, "NAS-Reboot"],
  [12, "Port-Unneeded"],
  [13, "Port-Preempted"],
  [14, "Port-Suspended"],
  [15, "Service-Unavailable"],
  [16, "Callback"],
  [17, "User-Error"],
  [18, "Host-Request"],
  [19, "Supplicant-Restart"],
  [20, "Reauthentication-Failure"],
  [21, "Port-Reinit"],
  [22, "Port-Disabled"],
]);

/** Names of Error-Cause in the answers to Disconnect and CoA requests. */
export const errorCauses: ReadonlyMap<number, string> = new Map([
  [201, "Residual-Context-Removed"],
  [202, "Invalid-EAP-Packet"],
  [401, "Unsupported-Attribute"],
  [402, "Missing-Attribute"],
  [403, "NAS-Identification-Mismatch"],
  [404, "Invalid-Request"],
  [405, "Unsupported-Service"],
  [406, "Unsupported-Extension"],
  [407, "Invalid-Attribute-Value"],
  [501, "Administratively-Prohibited"],
  [502, "Proxy-Request-Not-Routable"],
  [503, "Session-Context-Not-Found"],
  [504, "Session-Context-Not-Removable"],
  [505, "Proxy-Processing-Error"],
  [506, "Resources-Unavailable"],
  [507, "Request-Initiated"],
  [508, "Multiple-Session-Selection-Unsupported"],
]);
