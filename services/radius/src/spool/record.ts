import type { Arrival } from "../accounting/arrival.ts";

/**
 * The payload of a spool record: the length of its description, the description as JSON, the packet.
 * The packet is read again when it is drained, so that nothing of what it says can be lost on the way.
 */
type Description = {
  readonly v: 1;
  readonly nas: readonly [id: string, address: string];
  readonly at: number;
  /** Login, subscription, customer, business unit, routing point. */
  readonly owner: readonly (string | null)[];
};

export function spoolRecord({ packet, nasId, nasAddress, owner, receivedAt }: Arrival): Buffer {
  const { loginId, subscriptionId, customerId, businessUnitId, routingPointId } = owner;
  const description: Description = {
    v: 1,
    nas: [nasId, nasAddress],
    at: receivedAt.getTime(),
    owner: [loginId, subscriptionId, customerId, businessUnitId, routingPointId],
  };
  const text = Buffer.from(JSON.stringify(description));
  const length = Buffer.allocUnsafe(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([length, text, packet]);
}

/** Nothing where the record is of another version or does not say what it must. */
export function readSpoolRecord(payload: Buffer): Arrival | undefined {
  if (payload.length < 2) return undefined;
  const end = 2 + payload.readUInt16BE(0);
  const description = parse(payload.subarray(2, end));
  if (description === undefined) return undefined;
  const { nas, at, owner } = description;
  return {
    packet: payload.subarray(end),
    nasId: nas[0],
    nasAddress: nas[1],
    receivedAt: new Date(at),
    owner: {
      loginId: owner[0] ?? null,
      subscriptionId: owner[1] ?? null,
      customerId: owner[2] ?? null,
      businessUnitId: owner[3] ?? null,
      routingPointId: owner[4] ?? null,
    },
  };
}

/** The checksum has held, so only another version of this program writes anything else. */
function parse(text: Buffer): Description | undefined {
  try {
    const description = JSON.parse(text.toString("utf8")) as Description;
    return description.v === 1 ? description : undefined;
  } catch {
    return undefined;
  }
}
