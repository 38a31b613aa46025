import { createServer } from "node:net";
import type { ServiceName } from "./services.ts";

export const defaultBase = 8420;

/** The highest offset from the base port that the plan uses. */
const span = 89;

const grpcOffset = { plans: 1, billing: 2, mail: 3, radius: 4, hosting: 5 } as const;
const metricsOffset: Record<ServiceName, number> = {
  gateway: 10,
  plans: 11,
  billing: 12,
  mail: 13,
  radius: 14,
  hosting: 15,
};

const mailOffset = {
  /** Where other providers bring mail. */
  smtp: 50,
  /** Where customers send, after STARTTLS and login. */
  submission: 51,
  imap: 52,
  /** Dovecot takes mail over. */
  lmtp: 53,
  /** The hop of the mail service: antivirus and antispam. */
  hop: 54,
  /** Postfix asks Dovecot who logs in. */
  auth: 55,
  doveadm: 56,
  /** Postfix asks Dovecot whether a mailbox is full. */
  quota: 57,
  clamd: 58,
  /** Where Sieve hands in what it forwards and answers. */
  reinject: 59,
} as const;

export type MailPort = keyof typeof mailOffset;

/** Where the servers of customers' sites listen. */
export type HostingPorts = Readonly<Record<keyof typeof hostingOffset, number>> & {
  /** First and last of the ports of FTP's data connections. */
  readonly ftpPassive: readonly [number, number];
};

const hostingOffset = {
  dns: 60,
  dnsApi: 61,
  http: 62,
  https: 63,
  httpState: 64,
  ftp: 65,
  sftp: 66,
  mariadb: 67,
  postgresql: 68,
  agent: 69,
  agentMetrics: 70,
} as const;

/** Where everything of one installation listens; all of it on 127.0.0.1. */
export type Ports = {
  readonly gateway: number;
  readonly grpc: Record<keyof typeof grpcOffset, number>;
  readonly metrics: Record<ServiceName, number>;
  readonly mariadb: number;
  readonly nats: number;
  readonly natsMonitor: number;
  readonly radiusAuth: number;
  readonly radiusAcct: number;
  readonly mail: Readonly<Record<MailPort, number>>;
  readonly hosting: HostingPorts;
};

/** One number decides all the others, so that two installations never meet. */
export function portsFrom(base: number): Ports {
  if (!Number.isInteger(base) || base < 1024 || base + span > 65_535) {
    throw new RangeError(`The port must be a whole number from 1024 to ${65_535 - span}.`);
  }
  return {
    gateway: base,
    grpc: shift(grpcOffset, base),
    metrics: shift(metricsOffset, base),
    mariadb: base + 30,
    nats: base + 31,
    natsMonitor: base + 32,
    radiusAuth: base + 40,
    radiusAcct: base + 41,
    mail: shift(mailOffset, base),
    hosting: { ...shift(hostingOffset, base), ftpPassive: [base + 80, base + 89] },
  };
}

function shift<Name extends string>(offsets: Record<Name, number>, base: number) {
  const pairs = Object.entries<number>(offsets).map(([name, offset]) => [name, base + offset]);
  return Object.fromEntries(pairs) as Record<Name, number>;
}

/** The TCP ports of a plan with what each is for. */
export function tcpPorts(ports: Ports): readonly { readonly port: number; readonly use: string }[] {
  return [
    { port: ports.gateway, use: "gateway" },
    ...Object.entries(ports.grpc).map(([name, port]) => ({ port, use: `${name} gRPC` })),
    ...Object.entries(ports.metrics).map(([name, port]) => ({ port, use: `${name} metrics` })),
    { port: ports.mariadb, use: "MariaDB" },
    { port: ports.nats, use: "NATS" },
    { port: ports.natsMonitor, use: "NATS monitor" },
    ...Object.entries(ports.mail).map(([name, port]) => ({ port, use: `mail ${name}` })),
    ...hostingPorts(ports.hosting),
  ];
}

function hostingPorts({ ftpPassive: _passive, ...ports }: HostingPorts) {
  return Object.entries(ports).map(([name, port]) => ({ port, use: `hosting ${name}` }));
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", () => answer(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      probe.close(() => answer(true));
    });
  });
}

/** A base port whose whole plan is free at this moment; for tests and second installations. */
export async function freeBase(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    // Below the ephemeral range of Linux (32768 and up), where no outgoing connection takes a port.
    const base = 10_000 + Math.floor(Math.random() * 22_000);
    const free = await Promise.all(tcpPorts(portsFrom(base)).map(({ port }) => isFree(port)));
    if (free.every(Boolean)) return base;
  }
  throw new Error("No free range of ports was found between 10000 and 32000.");
}
