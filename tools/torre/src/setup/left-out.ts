/** Why the servers that customers use are left out here, with the cure; undefined where they are not. */
export function leftOut(): string | undefined {
  if (process.getuid?.() === 0) return undefined;
  return "Left out: mail (Postfix, Dovecot, ClamAV) and hosting (PowerDNS, nginx, ProFTPD, databases). Their accounts ask for root; run ./torre up as root.";
}
