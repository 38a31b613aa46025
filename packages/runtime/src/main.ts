import type { RunningService } from "./service.ts";

const stopWithinMs = 10_000;

/** Runs a process until it is told to stop, and lets it finish what it has begun. */
export async function runUntilStopped(
  start: () => Promise<Pick<RunningService, "stop">>,
): Promise<void> {
  try {
    const running = await start();
    const stop = (): void => {
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  }
}
