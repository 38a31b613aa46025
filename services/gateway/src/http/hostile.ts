import type { RequestHandler } from "express";
import { refuse } from "./errors.ts";

/** Ids and words of our paths are plain ASCII: what is escaped names nothing, and no service is asked. */
export const plainPath: RequestHandler = (request, _, next) => {
  if (!/^[!-$&-~]*$/.test(request.path)) throw refuse.not_found("There is nothing here.");
  next();
};

const deepest = 32;

/** Bodies of ours are flat; what is nested for thousands of levels would exhaust the stack. */
export const flatBody: RequestHandler = (request, _, next) => {
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) {
      const fields = [{ pointer: "", detail: "is nested too deeply" }];
      throw refuse.invalid("The body is nested too deeply.", { fields });
    }
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
  }
  next();
};

/** What the body parser and the router refuse, in our words. */
export function refusalOf(error: unknown) {
  if (!(error instanceof Error)) return undefined;
  const { type, status } = error as { readonly type?: unknown; readonly status?: unknown };
  const fields = (detail: string) => ({ fields: [{ pointer: "", detail }] });
  if (error instanceof URIError) return refuse.not_found("There is nothing here.");
  if (type === "entity.too.large") {
    return refuse.body_too_large("The body is larger than 256 kB.", fields("is too large"));
  }
  if (status === 415) return refuse.media_type("Send the body as plain UTF-8 application/json.");
  if (status === 400) return refuse.malformed_json("The body is not JSON.", fields("is not JSON"));
  return undefined;
}
