import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { run } from "./program.ts";

const sessions = z.object({
  connections: z.array(z.object({ pid: z.int().min(2), user: z.string().optional() })).optional(),
});

/** A login that was under way when its user was locked shows a moment later. */
const looks = [0, 150, 300];

/** Ends the sessions of these users, each of which is a process of its own; who has none is no failure. */
export async function closeFtpSessions(
  scoreboard: string | undefined,
  usernames: readonly string[],
): Promise<void> {
  if (scoreboard === undefined) throw new Error("no FTP server runs beside this agent");
  for (const afterMs of looks) {
    await pause(afterMs);
    const { code, output, problems } = await run("ftpwho", ["-o", "json", "-f", scoreboard]);
    if (code !== 0) throw new Error(`ftpwho ended with ${code}: ${problems.slice(0, 300)}`);
    const { connections = [] } = sessions.parse(JSON.parse(output));
    for (const { pid, user = "" } of connections) if (usernames.includes(user)) end(pid);
  }
}

/** The number may have passed to another program since it was read. */
function end(pid: number): void {
  try {
    if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "proftpd")
      process.kill(pid, "SIGTERM");
  } catch (error) {
    const gone = error instanceof Error && "code" in error;
    if (!gone || (error.code !== "ENOENT" && error.code !== "ESRCH")) throw error;
  }
}
