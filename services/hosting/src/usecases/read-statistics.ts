import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { SeenVisits, WebServer } from "./drive/web-server.ts";
import type { Hosting, Sizes, Units } from "./ports.ts";

export type ReadStatistics = (
  asked: { readonly id: string; readonly days: number },
  units: Units,
) => Promise<
  SeenVisits & {
    readonly isEnabled: boolean;
    /** What its files took, by day. */
    readonly disk: Awaited<ReturnType<Sizes["ofSite"]>>;
  }
>;

const mostDays = 400;
const dayMs = 86_400_000;

/** What visitors asked of a domain's site (C94). Its traffic everybody may know who may see the domain. */
export function readStatistics(
  look: Transact<Hosting>,
  clock: Clock,
  web: Pick<WebServer, "statistics"> | undefined,
): ReadStatistics {
  return async ({ id, days }, units) => {
    if (days < 1 || days > mostDays)
      throw refuse.days_invalid("Statistics are of some days.", {
        fields: [{ pointer: "/days", detail: `must be 1 to ${mostDays}` }],
      });
    const now = clock.now().getTime();
    const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10);
    const { domain, disk } = await look(async ({ domains, sizes }) => ({
      domain: await domains.find(id, units),
      disk: await sizes.ofSite(id, dayAt(now - (days - 1) * dayMs)),
    }));
    const isEnabled = domain.settings.statistics;
    if (web === undefined) return { isEnabled, days: [], pages: [], disk };
    // The web server's day may be ahead of ours.
    const asked = { from: dayAt(now - (days - 1) * dayMs), to: dayAt(now + dayMs) };
    const seen = await web.statistics(id, asked);
    return { isEnabled, days: seen.days, pages: isEnabled ? seen.pages : [], disk };
  };
}
