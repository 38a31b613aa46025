/** Login names and mail local parts: lower-case ASCII, as RADIUS, IMAP and file systems all take them. */
const loginName = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export function normaliseLogin(text: string): string {
  return text.trim().toLowerCase();
}

export function isLoginName(text: string): boolean {
  return loginName.test(text) && !text.includes("..");
}

/** A domain name of at least two labels, in A-labels (RFC 5890). */
export function isDomainName(text: string): boolean {
  const labels = text.split(".");
  return (
    text.length <= 253 && labels.length >= 2 && labels.every((label) => domainLabel.test(label))
  );
}
