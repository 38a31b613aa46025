import type { Query } from "../../api/client.ts";
import { addDays } from "../../ui/dates.ts";

type Filters = Readonly<Record<string, string>>;

/** The days an operator asks for as instants where he sits, the last one included. */
export function auditQuery({ operatorId = "", path = "", from = "", to = "" }: Filters): Query {
  return {
    operatorId,
    path,
    from: from === "" ? "" : midnight(from),
    to: to === "" ? "" : midnight(addDays(to, 1)),
  };
}

function midnight(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}
