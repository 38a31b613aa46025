import { isDomainName } from "@isp/kernel";
import { refuse } from "./errors.ts";

export const serverKinds = ["web", "mail", "dns", "ftp", "database"] as const;
export type ServerKind = (typeof serverKinds)[number];

/** A server of the provider, as the forms offer it (C17). */
export type Server = {
  readonly id: string;
  readonly version: bigint;
  readonly name: string;
  readonly kind: ServerKind;
  readonly host: string;
};

export const isServerKind = (word: string): word is ServerKind =>
  serverKinds.some((kind) => kind === word);

export function checkServer(
  server: Pick<Server, "name" | "host"> & { readonly kind: string },
  isAddress: (text: string) => boolean,
): void {
  const { name, kind, host } = server;
  const rules = [
    [name.trim() !== "" && name.length <= 120, "/name", "must be given, in 120 characters"],
    [isServerKind(kind), "/kind", `must be one of ${serverKinds.join(", ")}`],
    [isDomainName(host) || isAddress(host), "/host", "must be a host name or an IP address"],
  ] as const;
  const fields = rules
    .filter(([holds]) => !holds)
    .map(([, pointer, detail]) => ({ pointer, detail }));
  if (fields.length > 0) throw refuse.server_invalid("The server cannot be so.", { fields });
}
