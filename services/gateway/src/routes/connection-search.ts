import type { radius } from "@isp/contracts";
import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { csv, csvType } from "../http/csv.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { instant, queryNumber, text } from "../http/schemas.ts";

export const reason = text(200).min(10, "must have at least 10 characters");
const search = z.object({
  ip: z.union([z.ipv4(), z.ipv6()], "is not an IPv4 or IPv6 address"),
  port: queryNumber(0, 65_535).default(0),
  at: instant,
  reason,
});

type Search = z.output<typeof search>;
type Found = {
  readonly session: radius.Session;
  readonly customerName: string;
  readonly customerDocument: string;
};

const common = {
  method: "get",
  permission: "sessions.search",
  isAudited: () => true,
  status: 200,
  query: search,
} as const;

/** Who had an address at an instant, as a court asks: on screen, and as CSV to be handed over. */
export function connectionSearchRoutes(clients: Clients): Endpoint[] {
  return [
    endpoint({
      ...common,
      path: "/sessions/search",
      summary:
        "Find who had an address at an instant, for a stated reason; every search is audited",
      async handle({ query, caller }) {
        const { address, rows } = await find(clients, query, caller);
        const items = rows.map(({ session, ...customer }) => ({
          ...(toJson(session) as object),
          ...customer,
        }));
        return { body: { address, items } };
      },
    }),
    endpoint({
      ...common,
      path: "/sessions/search.csv",
      summary: "The same search as CSV, audited too",
      async handle({ query, caller }) {
        const { address, rows } = await find(clients, query, caller);
        const content = csv(columnsOf(query, address), one(rows));
        return { file: { contentType: csvType, name: "conexoes.csv", content } };
      },
    }),
  ];
}

async function find(
  { sessions, customers }: Clients,
  { ip, port, at }: Search,
  caller: Caller,
): Promise<{ readonly address: string; readonly rows: readonly Found[] }> {
  const found = await sessions.searchConnections({ ip, port, at }, { caller });
  const ids = [...new Set(found.sessions.map(({ customerId }) => customerId))];
  const named = await Promise.all(
    ids.filter((id) => id !== "").map((id) => nameOf(customers, id, caller)),
  );
  const names = new Map(named);
  const rows = found.sessions.map((session) => {
    const customer = names.get(session.customerId);
    return {
      session,
      customerName: customer?.name ?? "",
      customerDocument: customer?.document ?? "",
    };
  });
  return { address: found.address, rows };
}

/** Who may search but not look at customers learns the login alone; so does one whose customer is gone. */
async function nameOf(customers: Clients["customers"], id: string, caller: Caller) {
  const mayRead = caller.permissions.has("*") || caller.permissions.has("customers.read");
  if (!mayRead) return [id, undefined] as const;
  const { customer } = await customers.getCustomer({ id }, { caller }).catch(() => ({
    customer: undefined,
  }));
  return [id, customer] as const;
}

async function* one<Row>(rows: readonly Row[]): AsyncIterable<readonly Row[]> {
  yield rows;
}

const written = (at: Date | undefined) => at?.toISOString() ?? "";

/** What was asked stands in every line, so that the document explains itself; instants are UTC. */
function columnsOf({ ip, port, at, reason: why }: Search, address: string) {
  return {
    "IP pesquisado": () => ip,
    Porta: () => (port === 0 ? null : port),
    "Instante (UTC)": () => written(at),
    Cliente: ({ customerName }: Found) => customerName,
    "CPF/CNPJ": ({ customerDocument }: Found) => customerDocument,
    Login: ({ session }: Found) => session.username,
    "IP do cliente": ({ session }: Found) => session.address || address,
    MAC: ({ session }: Found) => session.mac,
    "Início (UTC)": ({ session }: Found) => written(session.startedAt),
    "Fim (UTC)": ({ session }: Found) => written(session.stoppedAt),
    NAS: ({ session }: Found) => session.nasAddress,
    Motivo: () => why,
  };
}
