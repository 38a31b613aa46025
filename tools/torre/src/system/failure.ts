/** Something the operator can mend: what went wrong, where to read more, and what to do. */
export class Failure extends Error {
  readonly cure: string;
  readonly log: string | undefined;

  constructor(message: string, help: { cure: string; log?: string; cause?: unknown }) {
    super(message, { cause: help.cause });
    this.cure = help.cure;
    this.log = help.log;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
