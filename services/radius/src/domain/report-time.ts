export type ReportClock = {
  readonly receivedAt: number;
  /** Acct-Delay-Time: how long the access server has been trying. */
  readonly delaySeconds: number;
  /** Event-Timestamp, if it was sent. */
  readonly nasAt: number | null;
};

/** Beyond this the access server's clock is wrong and its time is only kept, not believed. */
export const toleratedSkewMs = 5 * 60 * 1_000;
/** A longer delay is not a delay but a broken counter. */
const longestDelaySeconds = 7 * 24 * 3_600;

/** When a report happened: by the access server's clock while it agrees with ours, else by ours. */
export function settleTime({ receivedAt, delaySeconds, nasAt }: ReportClock): {
  readonly at: number;
  readonly isClockSkewed: boolean;
} {
  const delay = delaySeconds <= longestDelaySeconds ? delaySeconds * 1_000 : 0;
  const sentAt = receivedAt - delay;
  if (nasAt === null) return { at: sentAt, isClockSkewed: false };
  const isClockSkewed = Math.abs(nasAt - sentAt) > toleratedSkewMs;
  return { at: isClockSkewed ? sentAt : Math.min(nasAt, receivedAt), isClockSkewed };
}
