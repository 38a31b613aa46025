import { interimMs } from "./accounting/interval.ts";
import type { Accounting } from "./accounting/start.ts";
import type { RadiusConfig } from "./config.ts";
import { guesses } from "./model/guesses.ts";
import { startUdp, type UdpServers } from "./udp/start.ts";
import { type Telling, telling } from "./udp/tell.ts";
import type { Parts } from "./workers.ts";

/** Opens the RADIUS ports over the model that was loaded before. */
export async function openPorts(
  config: RadiusConfig,
  { logins, ips, units, classes, pools, nas, open, accepts, metrics, clock, tell, onError }: Parts,
  write: Accounting["write"],
): Promise<UdpServers & { readonly telling: Telling }> {
  const told = telling({ transact: tell, nas, clock });
  const servers = await startUdp({
    host: config.RADIUS_HOST,
    authPort: config.RADIUS_AUTH_PORT,
    acctPort: config.RADIUS_ACCT_PORT,
    model: {
      logins,
      ips,
      units,
      classes,
      pools,
      open,
      accepts,
      guesses: guesses(),
      periodOf: units.periodOf,
      intervalMs: interimMs,
    },
    nas,
    telling: told,
    metrics,
    clock,
    rejectDelayMs: config.RADIUS_REJECT_DELAY_MS,
    write,
    onError: onError("udp"),
  });
  metrics.drops.watch({ auth: servers.authPort, acct: servers.acctPort });
  return { ...servers, telling: told };
}
