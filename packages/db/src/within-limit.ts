import type { DataSource, EntityManager } from "typeorm";
import { refuse } from "./errors.ts";

/** What mysql2 calls a connection, as far as it is torn down here. */
type Torn = { readonly stream: { readonly destroy: () => void } };

type Limited<Result> = {
  readonly limitMs: number;
  readonly run: (manager: EntityManager) => Promise<Result>;
};

/**
 * Runs a transaction on a connection that is torn down when it takes too long: a server that is frozen, or
 * a network that swallows packets, would hold it for a quarter of an hour. Whether it was committed is then
 * unknown.
 */
export async function withinLimit<Result>(
  db: DataSource,
  { limitMs, run }: Limited<Result>,
): Promise<Result> {
  const runner = db.createQueryRunner();
  let connection: Torn | undefined;
  let isLate = false;
  const tear = (): void => connection?.stream.destroy();
  const running = (async () => {
    try {
      connection = (await runner.connect()) as Torn;
      if (isLate) tear();
      return await run(runner.manager);
    } finally {
      await runner.release();
    }
  })();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      tear();
      reject(refuse.unavailable(`The database did not answer within ${limitMs} ms.`));
    }, limitMs);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
    running.catch(() => undefined);
  }
}
