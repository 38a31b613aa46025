import type { Remark } from "../../api/operations.ts";

/** One remark among those of a preview; what says something else has to be accepted anew. */
export function remarkId({ service = "", code, itemId = "", detail }: Remark): string {
  return [service, code, itemId, detail].join(" ");
}
