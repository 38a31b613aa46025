import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { createServer, type Server } from "node:net";

/**
 * Holds a directory for this process for as long as it lives. A socket in Linux' abstract namespace
 * goes with its process, however that dies; a file would have to be cleared away by somebody.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const digest = createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  try {
    await listening(server, `\0torre-radius-spool-${digest}`);
  } catch (cause) {
    throw new Error(`another process uses the spool in ${directory}`, { cause });
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve());
  });
}
