import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { RequestHandler } from "express";

const compress = promisify(gzip);
const textName = /^\/([\w-]+\.(?:js|css))$/;

/**
 * The console's scripts and styles, compressed once. Their names carry the hash of what is in them, so
 * that nothing kept here grows old; what is no such file is somebody else's to answer.
 */
export function webAssets(folder: string): RequestHandler {
  const kept = new Map<string, Buffer>();
  const packed = async (name: string): Promise<Buffer> => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const bytes = await compress(await readFile(join(folder, name)), {
      level: constants.Z_BEST_COMPRESSION,
    });
    kept.set(name, bytes);
    return bytes;
  };
  return async (request, response, next) => {
    const name = textName.exec(request.path)?.[1];
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (name === undefined || !isRead || request.acceptsEncodings("gzip") === false) return next();
    const bytes = await packed(name).catch(() => undefined);
    if (bytes === undefined) return next();
    response.set({
      "content-encoding": "gzip",
      vary: "accept-encoding",
      "cache-control": "public, max-age=31536000, immutable",
    });
    response.type(name.endsWith(".css") ? "css" : "js").send(bytes);
  };
}
