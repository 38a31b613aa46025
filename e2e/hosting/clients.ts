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
