import type { X509Certificate } from "node:crypto";

/** What became of the last try to have a certificate issued. */
export type Attempt = {
  /** The names that it was asked for. */
  readonly names: readonly string[];
  /** How many tries in a row came to nothing. */
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Why it failed, or which names were left out; empty where all went well. */
  readonly problem: string;
};

const [hour, day] = [3_600_000, 86_400_000];
/** What authorities recommend: a third of ninety days. */
const renewBefore = 30 * day;

/** Made by the site's own server, as long as nobody has issued one. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject;
}

/** Whether it ends within a month, or does not say a name of its site. */
export function isOutdated(
  certificate: X509Certificate,
  names: readonly string[],
  now: number,
): boolean {
  const ends = certificate.validToDate.getTime();
  return ends < now + renewBefore || !names.every((name) => isSaid(certificate, name));
}

/** Whether a certificate is a name's. */
export function isSaid(certificate: X509Certificate, name: string): boolean {
  return certificate.checkHost(name, { wildcards: false }) !== undefined;
}

/**
 * Whether an authority is asked now. After a failure an hour passes, then twice as long each time, a day at most: an
 * authority counts failures and shuts who has many out. A name that was left out is tried again once a day.
 */
export function isDue(
  certificate: X509Certificate,
  names: readonly string[],
  { attempt, now }: { readonly attempt: Attempt | null; readonly now: number },
): boolean {
  if (!isSelfSigned(certificate) && !isOutdated(certificate, names, now)) return false;
  if (attempt === null || attempt.names.join() !== names.join()) return true;
  const wait = attempt.failures === 0 ? day : Math.min(day, hour * 2 ** (attempt.failures - 1));
  return now >= attempt.at + wait;
}
