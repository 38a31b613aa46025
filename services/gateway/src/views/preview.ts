import type { plans } from "@isp/contracts";
import { toJson } from "../http/json.ts";

/** A preview as API.md names it: everybody's effects in one list, each with who said so. */
export function previewView(preview: plans.Preview | undefined) {
  if (preview === undefined) return null;
  const { id: previewId, kind: operation, subscriptionId, on, parts, expiresAt } = preview;
  const all = <Key extends "effects" | "warnings" | "conflicts">(key: Key) =>
    parts.flatMap(({ service, [key]: said }) => said.map((one) => ({ service, ...one })));
  return toJson({
    previewId,
    subscriptionId,
    operation,
    on,
    effects: all("effects"),
    warnings: all("warnings"),
    conflicts: all("conflicts"),
    expiresAt,
  });
}
