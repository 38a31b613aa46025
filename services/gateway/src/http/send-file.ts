import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { File } from "./endpoint.ts";

/**
 * Sends a document under its name. A long one is read as fast as the other side takes it; when that
 * fails half-way the connection is cut, so that nobody takes a part for the whole.
 */
export async function sendFile(response: Response, file: File): Promise<void> {
  response.set("content-type", file.contentType).attachment(file.name);
  if (file.content instanceof Uint8Array) {
    response.end(file.content);
    return;
  }
  await pipeline(Readable.from(file.content), response);
}
