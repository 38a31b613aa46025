/** What a court asks: an address with its port, at an instant of some clock. */
export type CourtForm = {
  readonly ip: string;
  readonly port?: number | null;
  readonly on: string;
  readonly time: string;
  readonly zone: keyof typeof zones;
  readonly reason: string;
};

export type CourtQuery = {
  readonly ip: string;
  readonly port?: number;
  readonly at: string;
  readonly reason: string;
};

/** The clocks that orders are written by; those of Brazil have no summer time since 2019. */
export const zones = {
  brasilia: "-03:00",
  manaus: "-04:00",
  rioBranco: "-05:00",
  noronha: "-02:00",
  utc: "Z",
} as const;

/** Hours, minutes and mostly seconds. */
export const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** The question as the API takes it. */
export function courtQuery({ ip, port, on, time, zone, reason }: CourtForm): CourtQuery {
  const seconds = time.length === "00:00".length ? `${time}:00` : time;
  const at = new Date(`${on}T${seconds}${zones[zone]}`).toISOString();
  const asked = { ip: ip.trim(), at, reason: reason.trim() };
  return port === undefined || port === null ? asked : { ...asked, port };
}
