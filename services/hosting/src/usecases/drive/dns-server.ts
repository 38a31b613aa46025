import type { RecordSet } from "../../domain/zone.ts";

/** A server of zones. What is not its to take is thrown. */
export type DnsServer = {
  /** Null where it has no such zone. */
  readonly read: (zone: string) => Promise<readonly RecordSet[] | null>;
  readonly create: (zone: string, sets: readonly RecordSet[]) => Promise<void>;
  /** Writes these and removes those, at once. */
  readonly change: (
    zone: string,
    written: readonly RecordSet[],
    removed: readonly Pick<RecordSet, "name" | "type">[],
  ) => Promise<void>;
  readonly remove: (zone: string) => Promise<void>;
};
