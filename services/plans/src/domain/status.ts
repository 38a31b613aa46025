/** A subscription status and what it means (D9). Servers follow operations, never statuses. */
export type Status = {
  readonly key: string;
  readonly name: string;
  readonly list: "active" | "inactive" | "cancelled";
  readonly connects: boolean;
  readonly bills: boolean;
  readonly billsUnusedDays: boolean;
  /** May an operator choose it by editing? */
  readonly settable: boolean;
  readonly version: bigint;
  /** One of the six that operations know; it may be renamed, its flags stay. */
  readonly seeded: boolean;
};

export type StatusKey =
  | "waiting-installation"
  | "enabled"
  | "suspended-administrative"
  | "suspended"
  | "replaced"
  | "cancelled";

type Flags = Pick<Status, "list" | "connects" | "bills" | "settable">;

const row = (key: StatusKey, name: string, flags: Flags): Status => ({
  key,
  name,
  billsUnusedDays: false,
  version: 1n,
  seeded: true,
  ...flags,
});

export const statuses: readonly Status[] = [
  row("waiting-installation", "Aguardando instalação", {
    list: "active",
    connects: false,
    bills: false,
    settable: true,
  }),
  row("enabled", "Habilitado", { list: "active", connects: true, bills: true, settable: false }),
  row("suspended-administrative", "Suspenso (só cobrança)", {
    list: "active",
    connects: true,
    bills: false,
    settable: true,
  }),
  row("suspended", "Suspenso (servidores e cobrança)", {
    list: "inactive",
    connects: false,
    bills: false,
    settable: false,
  }),
  row("replaced", "Substituído", {
    list: "inactive",
    connects: false,
    bills: false,
    settable: false,
  }),
  row("cancelled", "Cancelado", {
    list: "cancelled",
    connects: false,
    bills: false,
    settable: false,
  }),
];

const byKey = new Map<string, Status>(statuses.map((status) => [status.key, status]));

export function findStatus(key: string): Status | undefined {
  return byKey.get(key);
}

export function status(key: StatusKey): Status {
  const found = byKey.get(key);
  if (found === undefined) throw new Error(`unknown status ${key}`);
  return found;
}
