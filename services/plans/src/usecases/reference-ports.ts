/** What a decision names, each by its id or key; empty and absent where it names none. */
export type Referred = {
  readonly businessUnitId?: string | undefined;
  readonly planId?: string | undefined;
  readonly salespersonId?: string | undefined;
  readonly reasonId?: string | undefined;
  readonly templateId?: string | undefined;
  readonly status?: string | undefined;
};

export type References = {
  /**
   * Keeps what is named from being removed until the transaction ends, so that no decision stands on
   * what is gone. Refuses when it was removed since it was looked at.
   */
  readonly hold: (...referred: readonly Referred[]) => Promise<void>;
};
