import type { Clock } from "@isp/kernel";
import { type Arrived, placeOf } from "../accounting/arrival.ts";
import { groupCommit } from "../accounting/group-commit.ts";
import { sideBySide } from "../accounting/lanes.ts";
import type { RadiusMetrics } from "../metrics.ts";
import type { NasTable } from "../model/nas-table.ts";
import { windowCount } from "../model/window-count.ts";
import { acctServer } from "./acct-server.ts";
import { authServer } from "./auth-server.ts";
import type { AuthModel } from "./authenticate.ts";
import { duplicateCache } from "./duplicate-cache.ts";
import { listenUdp } from "./socket.ts";
import type { Telling } from "./tell.ts";

export type UdpOptions = {
  readonly host: string;
  readonly authPort: number;
  readonly acctPort: number;
  readonly model: AuthModel;
  readonly nas: NasTable;
  readonly telling: Telling;
  readonly metrics: RadiusMetrics;
  readonly clock: Clock;
  /** How long a login that is refused again and again waits for its answer. */
  readonly rejectDelayMs: number;
  readonly write: (items: readonly Arrived[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

export type UdpServers = {
  readonly authPort: number;
  readonly acctPort: number;
  /** Stops listening, and acknowledges what is still being written. */
  readonly stop: () => Promise<void>;
};

/** An entry of the duplicate cache lives one to two turns, within the 5 to 30 s of RFC 5080. */
const turnMs = 10_000;
/** Wrong passwords and rejections count for half a minute to a minute. */
const failuresTurnMs = 30_000;
const rememberedRejections = 100_000;
const lingerMs = 3;
/** While the database writes one batch, the next is made. */
const laneCount = 2;
const batchSize = 500;
/** About two seconds of a storm; what is beyond that, the access servers send again. */
const capacity = 40_000;

/** Opens the two RADIUS ports. Authentication and accounting share nothing but the model. */
export async function startUdp(options: UdpOptions): Promise<UdpServers> {
  const { host, model, nas, telling, metrics, clock, onError } = options;
  const duplicates = { auth: duplicateCache(), acct: duplicateCache() };
  const turning = setInterval(() => {
    duplicates.auth.turn();
    duplicates.acct.turn();
  }, turnMs);
  const rejections = windowCount(rememberedRejections);
  const lane = () =>
    groupCommit<Arrived>({
      write: options.write,
      lingerMs,
      batchSize,
      capacity: capacity / laneCount,
      onError,
    });
  const commit = sideBySide(Array.from({ length: laneCount }, lane), placeOf);
  const shared = { nas, metrics, clock, onUnknownNas: telling.unknownNas };
  const auth = await listenUdp(
    { host, port: options.authPort },
    authServer({
      ...shared,
      model,
      duplicates: duplicates.auth,
      onRejected: telling.rejected,
      rejections,
      rejectDelayMs: options.rejectDelayMs,
    }),
    onError,
  );
  const acct = await listenUdp(
    { host, port: options.acctPort },
    acctServer({ ...shared, logins: model.logins, duplicates: duplicates.acct, commit }),
    onError,
  );
  const forgetting = setInterval(() => {
    model.guesses.turn();
    rejections.turn();
  }, failuresTurnMs);
  return {
    authPort: auth.port,
    acctPort: acct.port,
    async stop() {
      clearInterval(turning);
      clearInterval(forgetting);
      await auth.close();
      await commit.settled();
      await acct.close();
    },
  };
}
