import * as z from "zod";
import { refuse } from "../domain/errors.ts";
import type { RecordSet } from "../domain/zone.ts";
import type { DnsServer } from "../usecases/drive/dns-server.ts";
import { RefusedByServerError } from "../usecases/drive/driver.ts";

const zoneBody = z.object({
  rrsets: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      ttl: z.number(),
      records: z.array(z.object({ content: z.string(), disabled: z.boolean() })),
    }),
  ),
});

const answerWithinMs = 4_000;
/** What it will never take as it was sent. */
const unprocessable: ReadonlySet<number> = new Set([400, 422]);

/** PowerDNS by its HTTP API: values are JSON, and no zone text is ever written (S45). */
export function pdnsServer(options: { readonly url: string; readonly apiKey: string }): DnsServer {
  const at = (zone: string) => `/zones/${encodeURIComponent(`${zone}.`)}`;
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const url = `${options.url}/api/v1/servers/localhost${path}`;
    const answer = await fetch(url, {
      method,
      headers: { "x-api-key": options.apiKey, "content-type": "application/json" },
      signal: AbortSignal.timeout(answerWithinMs),
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw refuse.server_away("The DNS server does not answer.", { cause: error });
    });
    if (answer.ok || answer.status === 404) return answer;
    const said = `PowerDNS answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`;
    throw unprocessable.has(answer.status) ? new RefusedByServerError(said) : new Error(said);
  };
  const read = async (zone: string) => {
    const answer = await send("GET", at(zone));
    if (answer.status === 404) return null;
    return zoneBody.parse(await answer.json()).rrsets.map(toSet);
  };
  return {
    read,
    async create(zone, sets) {
      const about = { name: `${zone}.`, kind: "Native", nameservers: [], soa_edit_api: "DEFAULT" };
      await send("POST", "/zones", { ...about, rrsets: sets.map(toRrset) });
    },
    async change(zone, written, removed) {
      const rrsets = [
        ...removed.map(({ name, type }) => ({ name, type, changetype: "DELETE" })),
        ...written.map((set) => ({ ...toRrset(set), changetype: "REPLACE" })),
      ];
      await send("PATCH", at(zone), { rrsets });
    },
    async remove(zone) {
      await send("DELETE", at(zone));
    },
  };
}

function toRrset({ name, type, ttl, records }: RecordSet) {
  return { name, type, ttl, records: records.map((content) => ({ content, disabled: false })) };
}

function toSet({
  name,
  type,
  ttl,
  records,
}: z.output<typeof zoneBody>["rrsets"][number]): RecordSet {
  const enabled = records.filter(({ disabled }) => !disabled).map(({ content }) => content);
  // Somebody may have written a type by hand that Torre never writes; it is a difference all the same.
  return { name, type: type as RecordSet["type"], ttl, records: enabled };
}
