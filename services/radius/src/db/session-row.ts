import { macOf } from "../domain/mac.ts";
import type { PresumedCause, Presumption } from "../domain/presumption.ts";
import type { Dated } from "../domain/session.ts";
import type { StoredSession } from "../usecases/session-ports.ts";

/** A row of live_sessions as the driver hands it over; 64-bit numbers are text. */
export type SessionRow = {
  readonly id: string;
  readonly session_key: Buffer;
  readonly version: string;
  readonly nas_id: string;
  readonly nas_address: string;
  readonly acct_session_id: string;
  readonly username: string;
  readonly login_id: string | null;
  readonly subscription_id: string | null;
  readonly customer_id: string | null;
  readonly business_unit_id: string | null;
  readonly routing_point_id: string | null;
  readonly started_at: Date;
  readonly nas_started_at: Date | null;
  readonly last_report_at: Date;
  readonly stopped_at: Date | null;
  readonly nas_stopped_at: Date | null;
  readonly closed_at: Date | null;
  readonly presumed_after: Date | null;
  readonly presumed_at: Date | null;
  readonly presumed_cause: PresumedCause | null;
  readonly ended_at: Date | null;
  readonly terminate_cause: number | null;
  readonly session_seconds: string;
  readonly input_octets: string;
  readonly output_octets: string;
  readonly is_clock_skewed: number;
  readonly mac: string | null;
  /** However the access server writes it: by these a device is found. */
  readonly mac_digits: string | null;
  readonly nas_port_id: string | null;
  readonly called_station_id: string | null;
  readonly address: string | null;
  readonly address_at: Date | null;
  readonly framed_ipv6_prefix: string | null;
  readonly framed_ipv6_prefix_at: Date | null;
  readonly delegated_ipv6_prefix: string | null;
  readonly delegated_ipv6_prefix_at: Date | null;
  readonly received_at: Date;
};

/** A session's key as the database keeps it. */
export function keyCell(key: string): Buffer {
  return Buffer.from(key, "hex");
}

type Cell = string | number | Buffer | Date | null;
type Write = (session: StoredSession) => Cell;

const columns: { readonly [Column in keyof SessionRow]: Write } = {
  id: ({ id }) => id,
  session_key: ({ key }) => keyCell(key),
  version: ({ version }) => version.toString(),
  nas_id: ({ nasId }) => nasId,
  nas_address: ({ nasAddress }) => nasAddress,
  acct_session_id: ({ acctSessionId }) => acctSessionId,
  username: ({ username }) => username,
  login_id: ({ loginId }) => loginId,
  subscription_id: ({ subscriptionId }) => subscriptionId,
  customer_id: ({ customerId }) => customerId,
  business_unit_id: ({ businessUnitId }) => businessUnitId,
  routing_point_id: ({ routingPointId }) => routingPointId,
  started_at: ({ state }) => new Date(state.start.at),
  nas_started_at: ({ state }) => instant(state.start.nasAt),
  last_report_at: ({ state }) => new Date(state.lastReportAt),
  stopped_at: ({ state }) => instant(state.stop?.at),
  nas_stopped_at: ({ state }) => instant(state.stop?.nasAt),
  // Older rows say so there; what they say is written down as presumed.
  closed_at: () => null,
  presumed_after: ({ state }) => instant(state.presumed?.after),
  presumed_at: ({ state }) => instant(state.presumed?.at),
  presumed_cause: ({ state }) => state.presumed?.cause ?? null,
  ended_at: ({ endedAt }) => endedAt,
  terminate_cause: ({ state }) => state.stop?.terminateCause ?? null,
  session_seconds: ({ state }) => state.sessionSeconds,
  input_octets: ({ state }) => state.inputOctets.toString(),
  output_octets: ({ state }) => state.outputOctets.toString(),
  is_clock_skewed: ({ state }) => Number(state.isClockSkewed),
  mac: ({ state }) => state.mac,
  mac_digits: ({ state }) => (state.mac === null ? null : macOf(state.mac)),
  nas_port_id: ({ state }) => state.nasPortId,
  called_station_id: ({ state }) => state.calledStationId,
  address: ({ state }) => state.address?.value ?? null,
  address_at: ({ state }) => instant(state.address?.at),
  framed_ipv6_prefix: ({ state }) => state.framedIpv6Prefix?.value ?? null,
  framed_ipv6_prefix_at: ({ state }) => instant(state.framedIpv6Prefix?.at),
  delegated_ipv6_prefix: ({ state }) => state.delegatedIpv6Prefix?.value ?? null,
  delegated_ipv6_prefix_at: ({ state }) => instant(state.delegatedIpv6Prefix?.at),
  received_at: ({ receivedAt }) => receivedAt,
};

const names = Object.keys(columns);
const writers: readonly Write[] = Object.values(columns);
/** What tells a session from others and whose it was when it began never changes. */
const fixed = new Set([
  "id",
  "session_key",
  "nas_id",
  "nas_address",
  "acct_session_id",
  "username",
  "login_id",
  "subscription_id",
  "customer_id",
  "business_unit_id",
  "routing_point_id",
  "received_at",
]);

export const columnNames = names.join(", ");
export const updates = names
  .filter((name) => !fixed.has(name))
  .map((name) => `${name} = VALUES(${name})`)
  .join(", ");

export function rowOf(session: StoredSession): Cell[] {
  return writers.map((write) => write(session));
}

export function sessionOf(row: SessionRow): StoredSession {
  return {
    id: row.id,
    key: row.session_key.toString("hex"),
    version: BigInt(row.version),
    nasId: row.nas_id,
    nasAddress: row.nas_address,
    acctSessionId: row.acct_session_id,
    username: row.username,
    loginId: row.login_id,
    subscriptionId: row.subscription_id,
    customerId: row.customer_id,
    businessUnitId: row.business_unit_id,
    routingPointId: row.routing_point_id,
    receivedAt: row.received_at,
    endedAt: row.ended_at,
    state: stateOf(row),
  };
}

function stateOf(row: SessionRow): StoredSession["state"] {
  const stop = row.stopped_at && {
    at: row.stopped_at.getTime(),
    nasAt: row.nas_stopped_at?.getTime() ?? null,
    terminateCause: row.terminate_cause,
  };
  return {
    start: { at: row.started_at.getTime(), nasAt: row.nas_started_at?.getTime() ?? null },
    lastReportAt: row.last_report_at.getTime(),
    stop,
    presumed: presumptionOf(row),
    sessionSeconds: Number(row.session_seconds),
    inputOctets: BigInt(row.input_octets),
    outputOctets: BigInt(row.output_octets),
    isClockSkewed: row.is_clock_skewed === 1,
    mac: row.mac,
    nasPortId: row.nas_port_id,
    calledStationId: row.called_station_id,
    address: dated(row.address, row.address_at),
    framedIpv6Prefix: dated(row.framed_ipv6_prefix, row.framed_ipv6_prefix_at),
    delegatedIpv6Prefix: dated(row.delegated_ipv6_prefix, row.delegated_ipv6_prefix_at),
  };
}

function presumptionOf(row: SessionRow): Presumption | null {
  const { presumed_after: after, presumed_at: at, presumed_cause: cause } = row;
  if (row.closed_at !== null)
    return { after: row.last_report_at.getTime(), at: row.closed_at.getTime(), cause: "restart" };
  if (after === null || at === null || cause === null) return null;
  return { after: after.getTime(), at: at.getTime(), cause };
}

function instant(at: number | null | undefined): Date | null {
  return at === null || at === undefined ? null : new Date(at);
}

function dated(value: string | null, at: Date | null): Dated | null {
  return value === null || at === null ? null : { value, at: at.getTime() };
}
