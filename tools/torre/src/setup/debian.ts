import {
  chmodSync,
  existsSync,
  globSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { findProgram, logged } from "../system/command.ts";
import { Failure } from "../system/failure.ts";
import { neededToHost } from "./hosting/packages.ts";
import { neededForMail } from "./mail-packages.ts";

/** A program torre runs, or a file it loads, and the Debian package it comes in. */
export type Needed = {
  readonly program: string;
  readonly package: string;
  /** Where the package has no program of its own. */
  readonly file?: string;
};

export const neededToRun: readonly Needed[] = [
  { program: "mariadbd", package: "mariadb-server" },
  { program: "mariadb-install-db", package: "mariadb-server" },
  { program: "nats-server", package: "nats-server" },
  { program: "openssl", package: "openssl" },
];

/** Also what customers use: their mail, sites, zones, FTP users and databases. */
export const neededToServe: readonly Needed[] = [...neededToRun, ...neededForMail, ...neededToHost];

export const neededToTest: readonly Needed[] = [
  ...neededToServe,
  { program: "dig", package: "bind9-dnsutils" },
  { program: "lftp", package: "lftp" },
  { program: "mariadb", package: "mariadb-client" },
  // Issues certificates over a real ACME, for nobody but tests.
  { program: "pebble", package: "pebble" },
  { program: "psql", package: "postgresql-client-15" },
  { program: "radclient", package: "freeradius-utils" },
  { program: "freeradius", package: "freeradius" },
  { program: "eapol_test", package: "eapoltest" },
  { program: "curl", package: "curl" },
  { program: "python3", package: "python3" },
  // What is printed is read back as a customer's telephone and a bank's scanner read it.
  { program: "pdftoppm", package: "poppler-utils" },
  { program: "zbarimg", package: "zbar-tools" },
];

export const chromium: Needed = { program: "chromium", package: "chromium" };

export function missing(needed: readonly Needed[]): readonly Needed[] {
  return needed.filter(({ program, file }) =>
    file === undefined ? findProgram(program) === undefined : globSync(file).length === 0,
  );
}

/** Installs what is missing without starting a system service; without root it says how to. */
export async function ensureInstalled(needed: readonly Needed[], log: string): Promise<void> {
  const absent = missing(needed);
  if (absent.length === 0) return;
  const packages = [...new Set(absent.map((one) => one.package))];
  const cure = `as root: apt-get update && apt-get install --no-install-recommends ${packages.join(" ")}`;
  if (process.getuid?.() !== 0 || findProgram("apt-get") === undefined) {
    const names = absent.map(({ program }) => program).join(", ");
    throw new Failure(`These programs are missing and torre may not install them: ${names}.`, {
      cure,
    });
  }
  await withoutStartingServices(async () => {
    const options = { log, cure, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    const wait = ["-o", "DPkg::Lock::Timeout=600", "-q"];
    await logged("apt-get", [...wait, "update"], options);
    await logged(
      "apt-get",
      [...wait, "install", "-y", "--no-install-recommends", ...packages],
      options,
    );
  });
}

const policyFile = "/usr/sbin/policy-rc.d";

/** Debian asks policy-rc.d before a package starts its service; 101 means no. */
async function withoutStartingServices(work: () => Promise<void>): Promise<void> {
  const before = existsSync(policyFile)
    ? { text: readFileSync(policyFile), mode: statSync(policyFile).mode }
    : undefined;
  writeFileSync(policyFile, "#!/bin/sh\nexit 101\n");
  chmodSync(policyFile, 0o755);
  const restore = () => {
    if (before === undefined) return rmSync(policyFile, { force: true });
    writeFileSync(policyFile, before.text);
    chmodSync(policyFile, before.mode);
  };
  // Also when Ctrl-C ends torre in the middle of it.
  process.once("exit", restore);
  try {
    await work();
  } finally {
    process.off("exit", restore);
    restore();
  }
}
