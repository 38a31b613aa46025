import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Status } from "@isp/torre";

const run = promisify(execFile);

type Server = { readonly host: string; readonly port: number };

function serverOf({ servers }: Status, name: string): Server {
  const server = servers[name];
  if (server === undefined) throw new Error(`there is no server ${name}`);
  return server;
}

/** What `dig` is told, a record a line. */
export async function dig(status: Status, name: string, type: string): Promise<readonly string[]> {
  const { host, port } = serverOf(status, "dns");
  const args = ["+short", "+tries=1", "+time=2", "+norecurse", "-p", `${port}`, `@${host}`];
  const { stdout } = await run("dig", [...args, name, type]);
  return stdout.split("\n").filter((line) => line !== "");
}

/** What `curl` gets of a site, wherever the world believes that name to be. */
export async function curl(
  status: Status,
  name: string,
  { path = "/", secure = false }: { readonly path?: string; readonly secure?: boolean } = {},
): Promise<{ readonly status: number; readonly location: string; readonly body: string }> {
  const { host, port } = serverOf(status, secure ? "https" : "http");
  const scheme = secure ? "https" : "http";
  const { stdout } = await run("curl", [
    "--silent",
    "--show-error",
    "--insecure",
    "--max-time",
    "5",
    "--resolve",
    `${name}:${port}:${host}`,
    "--write-out",
    "\n%{http_code} %{redirect_url}",
    `${scheme}://${name}:${port}${path}`,
  ]).catch((error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? "\n0 " }));
  const cut = stdout.lastIndexOf("\n");
  const [code = "0", location = ""] = stdout.slice(cut + 1).split(" ");
  return { status: Number(code), location, body: stdout.slice(0, cut) };
}

export type FtpLogin = { readonly username: string; readonly password: string };

/** `curl` over FTPS as a user: its exit code and what it was given. */
export async function ftps(
  status: Status,
  { username, password }: FtpLogin,
  path: string,
  args: readonly string[] = [],
): Promise<{ readonly code: number; readonly body: string }> {
  const { host, port } = serverOf(status, "ftp");
  const always = ["--silent", "--insecure", "--ssl-reqd", "--max-time", "8"];
  const who = ["--user", `${username}:${password}`];
  return ended(run("curl", [...always, ...who, ...args, `ftp://${host}:${port}${path}`]));
}

/** The same over SFTP. */
export async function sftp(
  status: Status,
  { username, password }: FtpLogin,
  path: string,
  args: readonly string[] = [],
): Promise<{ readonly code: number; readonly body: string }> {
  const { host, port } = serverOf(status, "sftp");
  const always = ["--silent", "--insecure", "--max-time", "8"];
  const who = ["--user", `${username}:${password}`];
  return ended(run("curl", [...always, ...who, ...args, `sftp://${host}:${port}${path}`]));
}

async function ended(
  running: Promise<{ readonly stdout: string }>,
): Promise<{ readonly code: number; readonly body: string }> {
  try {
    return { code: 0, body: (await running).stdout };
  } catch (error) {
    const { code, stdout } = error as { readonly code: number; readonly stdout: string };
    return { code, body: stdout };
  }
}

export type Account = {
  readonly engine: "mariadb" | "postgresql";
  readonly name: string;
  readonly username: string;
  readonly password: string;
};

/** Runs one statement as the customer's own program would, and answers what it printed. */
export async function sql(
  status: Status,
  { engine, name, username, password }: Account,
  statement: string,
): Promise<{ readonly code: number; readonly body: string }> {
  const { host, port } = serverOf(status, engine);
  const [program, args, env] =
    engine === "mariadb"
      ? ([
          "mariadb",
          ["-h", host, "-P", `${port}`, "-u", username, "-N", "-e", statement, name],
          { MYSQL_PWD: password },
        ] as const)
      : ([
          "psql",
          ["-h", host, "-p", `${port}`, "-U", username, "-At", "-c", statement, name],
          { PGPASSWORD: password },
        ] as const);
  return ended(run(program, [...args], { env: { ...process.env, ...env } }));
}
