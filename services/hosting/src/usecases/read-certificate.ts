import type { hosting } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { WebServer } from "./drive/web-server.ts";
import type { Hosting, Units } from "./ports.ts";

export type ReadCertificate = (
  id: string,
  units: Units,
) => Promise<hosting.Certificate | undefined>;

/** What a domain's site shows to visitors, as the web server has it now. */
export function readCertificate(
  look: Transact<Hosting>,
  web: Pick<WebServer, "certificate"> | undefined,
): ReadCertificate {
  return async (id, units) => {
    await look(({ domains }) => domains.find(id, units));
    return web?.certificate(id);
  };
}
