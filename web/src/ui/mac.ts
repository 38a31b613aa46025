/** A MAC address as it is printed on devices; what is none stays as it is. */
export function formatMac(written: string): string {
  const digits = macDigits(written);
  return digits.length === 12 ? (digits.match(/../g) ?? []).join(":").toUpperCase() : written;
}

/** What tells one device from another, however its address is written. */
export function macDigits(written: string): string {
  return written.replace(/[^0-9a-f]/gi, "").toLowerCase();
}
