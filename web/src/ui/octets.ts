const units = ["B", "kB", "MB", "GB", "TB"];

/** Octets in the largest unit that leaves a number of at least one. */
export function formatOctets(octets: number, language: string): string {
  let value = octets;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  return `${number} ${units[unit] ?? ""}`;
}

/** A line speed in the unit people say. */
export function formatSpeed(kbps: number, language: string): string {
  const [value, unit] = kbps >= 1000 ? [kbps / 1000, "Mbps"] : [kbps, "kbps"];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}
