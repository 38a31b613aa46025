import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import {
  eventually,
  freePort,
  startProcess,
  temporaryFolder,
  type TestIdentity,
} from "@isp/testing";

export const proxySecret = "segredo-entre-freeradius-e-torre";
const configuration = join(import.meta.dirname, "../../../../deploy/freeradius");

export type FreeRadius = {
  readonly host: string;
  readonly authPort: number;
  readonly acctPort: number;
  readonly radsecPort: number;
  readonly stop: () => Promise<void>;
};

export type FreeRadiusOptions = {
  /** The address it listens on and sends from. */
  readonly host: string;
  readonly homes: readonly [Home, Home];
  readonly nasSecret: string;
  readonly identity: TestIdentity;
};

type Home = { readonly authPort: number; readonly acctPort: number };

/** Debian's FreeRADIUS with the very configuration of deploy/freeradius, as a process of the test's own. */
export async function startFreeRadius({
  host,
  homes: [first, second],
  nasSecret,
  identity,
}: FreeRadiusOptions): Promise<FreeRadius> {
  const state = temporaryFolder("freeradius");
  mkdirSync(join(state, "spool"));
  const [authPort, acctPort, radsecPort] = [await freePort(), await freePort(), await freePort()];
  const env = {
    PATH: process.env["PATH"],
    FREERADIUS_STATE: state,
    FREERADIUS_HOST: host,
    FREERADIUS_AUTH_PORT: String(authPort),
    FREERADIUS_ACCT_PORT: String(acctPort),
    FREERADIUS_RADSEC_PORT: String(radsecPort),
    FREERADIUS_NAS_ADDRESS: "127.0.0.1",
    FREERADIUS_NAS_SECRET: nasSecret,
    FREERADIUS_CA_FILE: identity.caFile,
    FREERADIUS_CERT_FILE: identity.certFile,
    FREERADIUS_KEY_FILE: identity.keyFile,
    TORRE_SECRET: proxySecret,
    TORRE_ADDRESS_1: "127.0.0.1",
    TORRE_ADDRESS_2: "127.0.0.1",
    TORRE_AUTH_PORT_1: String(first.authPort),
    TORRE_ACCT_PORT_1: String(first.acctPort),
    TORRE_AUTH_PORT_2: String(second.authPort),
    TORRE_ACCT_PORT_2: String(second.acctPort),
  };
  let output = "";
  const server = startProcess(
    "freeradius",
    ["-d", configuration, "-n", "radiusd", "-fxx", "-l", "stdout"],
    {
      env,
      onOutput: (text) => (output += text),
    },
  );
  await eventually(() => {
    if (!output.includes("Ready to process requests"))
      throw new Error(`FreeRADIUS is not up:\n${output.slice(-3_000)}`);
  });
  return {
    host,
    authPort,
    acctPort,
    radsecPort,
    async stop() {
      server.signal("SIGTERM");
      await server.ended;
    },
  };
}

/** A program's output, both streams; not the synchronous spawn, since the server may run in this process. */
export async function outputOf(
  command: string,
  args: readonly string[],
  input = "",
): Promise<string> {
  const run = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  run.stdin.end(input);
  const [output, problems] = await Promise.all([text(run.stdout), text(run.stderr)]);
  return output + problems;
}
