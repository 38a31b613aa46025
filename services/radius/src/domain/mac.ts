const macDigits = 12;

/** The twelve digits of a MAC address, however it is written; nothing where the text is none. */
export function macOf(text: string): string | null {
  const digits = text.replace(/[:.\- ]/g, "").toLowerCase();
  return digits.length === macDigits && /^[0-9a-f]+$/.test(digits) ? digits : null;
}

/** What tells one customer's device from another's: its MAC, else what the access server calls it. */
export function deviceOf(callingStationId: string): string {
  return macOf(callingStationId) ?? callingStationId.trim().toLowerCase();
}
