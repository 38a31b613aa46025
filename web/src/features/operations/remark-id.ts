import type { Remark } from "../../api/operations.ts";

/** One remark among those of a preview. */
export function remarkId({ service = "", code, itemId = "" }: Remark): string {
  return `${service} ${code} ${itemId}`;
}
