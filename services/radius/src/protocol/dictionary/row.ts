export type AttributeKind =
  | "text"
  | "octets"
  | "integer"
  | "date"
  | "ipv4"
  | "ipv6"
  | "ipv6-prefix"
  | "interface-id"
  | "vendor";

/**
 * How a value is hidden or marked on the wire; nothing for a plain value. Tags group the attributes of
 * one tunnel (RFC 2868 3).
 */
export type AttributeFlag =
  | "user-password"
  | "tunnel-password"
  | "tagged"
  | "tagged-tunnel-password";

export type AttributeRow = readonly [
  name: string,
  number: number,
  kind: AttributeKind,
  flag?: AttributeFlag,
];
