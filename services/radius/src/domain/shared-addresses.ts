import { addressNumber, type AddressRange, addressText, rangeOf } from "./address-range.ts";

/**
 * Carrier-grade NAT by arithmetic: the n-th private address of the class has the n-th block of ports of the
 * public addresses. The router is set up with the same rule (netmap and port blocks), so that no mapping has
 * to be logged and an address with a port names one customer.
 */
export type SharedAddresses = {
  readonly cidr: string;
  readonly publicCidr: string;
  /** Ports below it are given to nobody. */
  readonly firstPort: number;
  readonly portsPerCustomer: number;
};

const ports = 65_536;

/** Customers of one public address; 0 where the class shares none. */
function customersEach({ firstPort, portsPerCustomer }: SharedAddresses): number {
  return portsPerCustomer > 0 ? Math.floor((ports - firstPort) / portsPerCustomer) : 0;
}

/** Whether these are public addresses that many customers of the class have at once. */
export function isShared(shared: SharedAddresses, address: string): boolean {
  const [range, number] = [rangeOf(shared.publicCidr), addressNumber(address)];
  return range !== null && number !== null && number >= range.first && number <= range.last;
}

/** Who has this port of this public address, or null where it is nobody's. */
export function privateAddressOf(
  shared: SharedAddresses,
  address: string,
  port: number,
): string | null {
  const [inside, outside] = [rangeOf(shared.cidr), rangeOf(shared.publicCidr)];
  const number = addressNumber(address);
  if (inside === null || outside === null || number === null) return null;
  if (!isShared(shared, address) || port < shared.firstPort || port >= ports) return null;
  const each = customersEach(shared);
  const block = Math.floor((port - shared.firstPort) / shared.portsPerCustomer);
  if (block >= each) return null;
  const found = inside.first + (number - outside.first) * each + block;
  return found > inside.last ? null : addressText(found);
}

/** What one private address has of the public ones. */
export type PortBlock = {
  readonly address: string;
  readonly publicAddress: string;
  readonly firstPort: number;
  readonly lastPort: number;
};

/** Which blocks are asked for: from this private address on, and no further than that one. */
export type BlockRange = { readonly from: number; readonly to: number };

/** The block of the private address with this number; null where it has none. */
export function blockOf(shared: SharedAddresses, number: number): PortBlock | null {
  const [inside, outside] = [rangeOf(shared.cidr), rangeOf(shared.publicCidr)];
  const each = customersEach(shared);
  if (inside === null || outside === null || each === 0) return null;
  const place = number - inside.first;
  const publicNumber = outside.first + Math.floor(place / each);
  if (place < 0 || number > inside.last || publicNumber > outside.last) return null;
  const firstPort = shared.firstPort + (place % each) * shared.portsPerCustomer;
  return {
    address: addressText(number),
    publicAddress: addressText(publicNumber),
    firstPort,
    lastPort: firstPort + shared.portsPerCustomer - 1,
  };
}

/** The private addresses that this one names: itself, or those behind a public one and its port. */
export function privateRangeOf(
  shared: SharedAddresses,
  address: string,
  port: number,
): BlockRange | null {
  const [inside, outside] = [rangeOf(shared.cidr), rangeOf(shared.publicCidr)];
  if (inside === null || outside === null) return null;
  if (address === "") return { from: inside.first, to: inside.last };
  const number = addressNumber(address);
  if (number === null) return null;
  if (!isShared(shared, address)) return { from: number, to: number };
  if (port > 0) {
    const found = addressNumber(privateAddressOf(shared, address, port) ?? "");
    return found === null ? null : { from: found, to: found };
  }
  const each = customersEach(shared);
  const from = inside.first + (number - outside.first) * each;
  return { from, to: Math.min(from + each - 1, inside.last) };
}

/** What is wrong with how a class shares public addresses; null where nothing is, or it shares none. */
export function sharingProblem(shared: SharedAddresses): string | null {
  const { cidr, publicCidr, firstPort, portsPerCustomer } = shared;
  if (publicCidr === "" && firstPort === 0 && portsPerCustomer === 0) return null;
  const [inside, outside] = [rangeOf(cidr), rangeOf(publicCidr)];
  if (outside === null) return "must be a network such as 203.0.113.0/28";
  if (!hasPorts(shared))
    return "needs a first port from 0 to 65535 and at least one port for each customer";
  const places = sizeOf(outside) * customersEach(shared);
  const needed = inside === null ? 0 : sizeOf(inside);
  return places >= needed ? null : `has room for ${places} customers, and the range has ${needed}`;
}

function hasPorts({ firstPort, portsPerCustomer }: SharedAddresses): boolean {
  const isWhole = [firstPort, portsPerCustomer].every(Number.isInteger);
  return isWhole && firstPort >= 0 && firstPort < ports && portsPerCustomer >= 1;
}

function sizeOf({ first, last }: AddressRange): number {
  return last - first + 1;
}
