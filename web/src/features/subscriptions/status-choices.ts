import type { Status } from "../../api/catalogue.ts";
import type { Subscription } from "../../api/subscriptions.ts";

/** A status of the edit tab; with an operation it is named, but only that operation reaches it. */
export type StatusChoice = { readonly key: string; readonly operation?: string };

type Present = Pick<Subscription, "status" | "service">;

/** What an edit may set, and for all other statuses the operation that leads there (C29, C30, D9). */
export function statusChoices(
  statuses: readonly Pick<Status, "key" | "settable" | "connects">[],
  present: Present,
): readonly StatusChoice[] {
  return statuses.map((status) =>
    maySet(status, present)
      ? { key: status.key }
      : { key: status.key, operation: operationFor(status.key, present.service) },
  );
}

function maySet(
  { key, settable, connects = false }: Pick<Status, "key" | "settable" | "connects">,
  { status, service }: Present,
): boolean {
  if (key === status) return true;
  const isOn = service === "on";
  if (key === "enabled") return isOn;
  return settable && connects === isOn && service !== "released";
}

function operationFor(key: string, service: Subscription["service"]): string {
  if (key === "enabled") return service === "suspended" ? "resume" : "enable";
  if (key === "cancelled") return "cancel";
  if (key === "replaced") return "change-plan";
  return service === "off" ? "enable" : "suspend";
}
