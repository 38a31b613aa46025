const macDigits = 12;
/** The hardware type of Ethernet, which DHCP clients put before their address (RFC 2132 9.14). */
const ethernet = /^0?1[:.-](?=[0-9a-f]{2}(?:[:.-][0-9a-f]{1,2}){5}$)/i;

/** The twelve digits of a MAC address, however it is written; nothing where the text is none. */
export function macOf(text: string): string | null {
  const digits = text
    .replace(ethernet, "")
    .replace(/[:.\- ]/g, "")
    .toLowerCase();
  return digits.length === macDigits && /^[0-9a-f]+$/.test(digits) ? digits : null;
}

/** What tells one customer's device from another's: its MAC, else what the access server calls it. */
export function deviceOf(callingStationId: string): string {
  return macOf(callingStationId) ?? callingStationId.trim().toLowerCase();
}
