/** One kind of fact: the subject it is published on and how its payload is written. */
export type EventContract<Payload> = {
  /** Without the routing point that a routed fact appends. */
  readonly subject: string;
  readonly protoName: string;
  readonly versioned: boolean;
  readonly routed: boolean;
  /** proto3 JSON with defaults emitted, so that a terminal shows every field. */
  readonly encode: (payload: Payload) => string;
  readonly decode: (json: string) => Payload;
};

type Codec<Payload> = {
  fromJSON(object: unknown): Payload;
  toJSON(message: Payload): unknown;
};

type FactsTable<Name extends string> = {
  readonly subject: string;
  readonly names: readonly Name[];
  readonly protoName: string;
  readonly versioned: boolean;
  readonly routed: boolean;
};

/** The facts that one message states: `facts.of("registered")`, or all of them by `facts.filter`. */
export type Facts<Name extends string, Payload> = FactsTable<Name> & {
  readonly of: (name: Name) => EventContract<Payload>;
  /** Subject filter of all facts of this message. */
  readonly filter: string;
  readonly decode: (json: string) => Payload;
};

export function factsOf<Name extends string, Payload>(
  codec: Codec<Payload>,
  table: FactsTable<Name>,
): Facts<Name, Payload> {
  const { protoName, versioned, routed } = table;
  const encode = (payload: Payload) => JSON.stringify(codec.toJSON(payload));
  const decode = (json: string) => codec.fromJSON(JSON.parse(json));
  return {
    ...table,
    decode,
    filter: `${table.subject}.>`,
    of: (name) => ({
      subject: `${table.subject}.${name}`,
      protoName,
      versioned,
      routed,
      encode,
      decode,
    }),
  };
}
