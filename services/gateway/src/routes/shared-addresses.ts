import type { radius } from "@isp/contracts";
import type { Clients } from "../clients.ts";
import { csv, csvType, pagesOf } from "../http/csv.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { page, pageQuery, queryNumber, word } from "../http/schemas.ts";

type Block = radius.ListSharedAddressesResponse_SharedAddress;

const exportPage = 1_000;
const common = { method: "get", permission: "network.read", status: 200 } as const;

const columns = {
  "IP privado": ({ address }: Block) => address,
  "IP público": ({ publicAddress }: Block) => publicAddress,
  "Primeira porta": ({ firstPort }: Block) => firstPort,
  "Última porta": ({ lastPort }: Block) => lastPort,
};

/** Which ports of which public address belong to which private one (CGNAT), as the router is set up. */
export function sharedAddressRoutes({ networkLists }: Clients): Endpoint[] {
  return [
    endpoint({
      ...common,
      path: "/ip-classes/{id}/shared-addresses",
      summary: "List the ports that each private address of an IP class has, or whose one port is",
      query: pageQuery.extend({
        address: word(15).default(""),
        port: queryNumber(0, 65_535).default(0),
      }),
      async handle({ params, query: { address, port, limit, cursor }, caller }) {
        const asked = { ipClassId: params["id"] ?? "", address, port };
        const request = { ...asked, pageSize: limit, pageToken: cursor };
        const found = await networkLists.listSharedAddresses(request, { caller });
        return { body: page(found.addresses.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      ...common,
      path: "/ip-classes/{id}/shared-addresses.csv",
      summary: "The whole mapping of an IP class as CSV, to set up a router by",
      async handle({ params, caller }) {
        const asked = { ipClassId: params["id"] ?? "", address: "", port: 0 };
        const read = async (pageToken: string) => {
          const request = { ...asked, pageSize: exportPage, pageToken };
          const found = await networkLists.listSharedAddresses(request, { caller });
          return { rows: found.addresses, next: found.nextPageToken };
        };
        // What is refused is refused before anything is sent.
        await read("");
        const content = csv(columns, pagesOf(read));
        return { file: { contentType: csvType, name: "cgnat.csv", content } };
      },
    }),
  ];
}
