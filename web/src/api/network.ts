export const routingPointKinds = [
  "tower",
  "condominium",
  "server",
  "radio",
  "pole",
  "other",
] as const;

export type RoutingPoint = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly name: string;
  readonly kind: string;
};

export type Nas = {
  readonly id: string;
  readonly routingPointId?: string | null;
  readonly name: string;
  readonly address: string;
  readonly coaPort?: number;
  readonly vendor?: string;
  readonly requireMessageAuthenticator?: boolean;
  readonly proxy?: boolean;
};

export type Session = {
  readonly sessionId: string;
  readonly acctSessionId?: string;
  readonly username: string;
  readonly customerId?: string | null;
  readonly address?: string | null;
  readonly mac?: string | null;
  readonly nasAddress?: string | null;
  readonly routingPointId?: string | null;
  readonly startedAt: string;
  readonly updatedAt?: string | null;
  readonly stoppedAt?: string | null;
  readonly sessionSeconds?: number;
  readonly inputOctets?: number;
  readonly outputOctets?: number;
  readonly terminateCause?: string | null;
};

export type Connection = {
  readonly startedAt: string;
  readonly routingPointId?: string | null;
  readonly address?: string | null;
  readonly mac?: string | null;
};
