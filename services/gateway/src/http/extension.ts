import { DomainError } from "@isp/kernel";

/** Members that a problem carries beside those that every problem has (RFC 9457, 3.2). */
export type Extension = Readonly<Record<"preview" | "current", unknown>>;

const extensions = new WeakMap<DomainError, Partial<Extension>>();

/** Sends something along with a refusal that the caller would otherwise have to ask for. */
export function extend(error: DomainError, extension: Partial<Extension>): DomainError {
  extensions.set(error, extension);
  return error;
}

export function extensionOf(error: DomainError): Partial<Extension> {
  return extensions.get(error) ?? {};
}

/** An edit that came too late brings along what stands there now, so that both can be shown. */
export async function withCurrent<Result>(
  edit: Promise<Result>,
  read: () => Promise<unknown>,
): Promise<Result> {
  try {
    return await edit;
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "stale") throw error;
    throw extend(error, { current: await read() });
  }
}
