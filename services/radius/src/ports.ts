import { interimMs } from "./accounting/interval.ts";
import { accountingWriter } from "./accounting/writer.ts";
import type { RadiusConfig } from "./config.ts";
import { accepts } from "./model/accepts.ts";
import { guesses } from "./model/guesses.ts";
import { startUdp, type UdpServers } from "./udp/start.ts";
import { type Telling, telling } from "./udp/tell.ts";
import { recordAccounting } from "./usecases/record-accounting.ts";
import type { Parts } from "./workers.ts";

/** Opens the RADIUS ports over the model that was loaded before. */
export async function openPorts(
  config: RadiusConfig,
  { context, logins, nas, open, metrics, clock, look, tell, readings, onError }: Parts,
): Promise<UdpServers & { readonly telling: Telling }> {
  const told = telling({ transact: tell, nas, clock });
  const servers = await startUdp({
    host: config.RADIUS_HOST,
    authPort: config.RADIUS_AUTH_PORT,
    acctPort: config.RADIUS_ACCT_PORT,
    model: {
      logins,
      open,
      accepts: accepts(),
      guesses: guesses(),
      periodOf: () => "business",
      intervalMs: interimMs,
    },
    nas,
    telling: told,
    metrics,
    clock,
    write: accountingWriter({
      record: recordAccounting(look, interimMs),
      open,
      metrics,
      onReadings: readings.publish,
      onFacts: context.committed,
      failpoint: context.failpoint,
    }),
    rejectDelayMs: config.RADIUS_REJECT_DELAY_MS,
    onError: onError("udp"),
  });
  return { ...servers, telling: told };
}
