import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join, resolve } from "node:path";
import type { hosting } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { eventually, freePort, startProcess, temporaryFolder } from "@isp/testing";
import { agentParts, resume } from "../../src/agent/parts.ts";
import { publicFolder } from "../../src/agent/render.ts";

const program = process.env["TORRE_TEST_NGINX_BIN"] ?? "/usr/sbin/nginx";
const goaccess = process.env["TORRE_TEST_GOACCESS_BIN"] ?? "/usr/bin/goaccess";
const deploy = resolve(import.meta.dirname, "../../../../deploy/hosting");

export type NamedAuthority = { readonly directoryUrl: string; readonly caFile: string };

/** A real nginx with the parts of an agent, in a folder of its own. */
export async function startWebServer() {
  const dir = temporaryFolder("web");
  const [http, https, state] = [await freePort(), await freePort(), await freePort()];
  const [vhostsDir, sitesDir, runDir] = ["vhosts", "sites", "run"].map((name) => {
    mkdirSync(join(dir, name), { mode: 0o755 });
    return join(dir, name);
  }) as [string, string, string];
  const config = join(dir, "nginx.conf");
  const values: Record<string, string | number> = {
    runDir,
    sitesDir: vhostsDir,
    logDir: dir,
    address: "127.0.0.1",
    httpPort: http,
    httpsPort: https,
    userLine: process.getuid?.() === 0 ? "user root;" : "",
  };
  const template = readFileSync(join(deploy, "nginx.conf"), "utf8");
  writeFileSync(
    config,
    template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])),
  );
  let authority: NamedAuthority | undefined;
  const parts = (failpoints?: string) =>
    agentParts({
      FAILPOINTS: failpoints,
      WEB_AGENT_SITES_DIR: sitesDir,
      WEB_AGENT_VHOSTS_DIR: vhostsDir,
      WEB_AGENT_NGINX: program,
      WEB_AGENT_GOACCESS: goaccess,
      WEB_AGENT_NGINX_CONFIG: config,
      WEB_AGENT_NGINX_PID_FILE: join(runDir, "nginx.pid"),
      WEB_AGENT_NGINX_WORKER_GID: undefined,
      WEB_AGENT_LISTEN: `127.0.0.1:${http}`,
      WEB_AGENT_LISTEN_TLS: `127.0.0.1:${https}`,
      WEB_AGENT_STATE_PORT: state,
      WEB_AGENT_FTP_SCOREBOARD: undefined,
      WEB_AGENT_ACME_DIRECTORY: authority?.directoryUrl,
      WEB_AGENT_ACME_CA_FILE: authority?.caFile,
      WEB_AGENT_ACME_CONTACT: undefined,
      WEB_AGENT_SUSPENDED_PAGE: join(deploy, "suspended.html"),
    });
  await resume(parts());
  const start = async () => {
    const started = startProcess(program, ["-c", config, "-e", join(dir, "errors.log")]);
    await eventually(async () => {
      if ((await parts().nginx.served()) === null) throw new Error("nginx does not answer");
    });
    return started;
  };
  let server = await start();
  return {
    parts,
    /** From now on an authority issues certificates. */
    trust(named: NamedAuthority) {
      authority = named;
    },
    port: http,
    portTls: https,
    vhostsDir,
    /** Where a site's files are. */
    files: (id: string) => publicFolder(parts().places, id),
    /** The status of a site's front page, or of another. */
    status: (name: string, path = "/") => statusOf({ port: http, name, path }),
    async stop() {
      server.signal("SIGTERM");
      await server.ended;
    },
    async startAgain() {
      server = await start();
    },
  };
}

let uids = 30_000;

export function aSite(more: Partial<hosting.WantedSite> = {}): hosting.WantedSite {
  uids += 1;
  const id = newId();
  return {
    id,
    version: 1n,
    name: `s${id.slice(-12)}.com.br`,
    aliases: [],
    uid: uids,
    state: "on",
    redirectTo: "",
    forced: false,
    ...more,
  };
}

function statusOf(asked: { readonly port: number; readonly name: string; readonly path: string }) {
  const { port, name, path } = asked;
  return new Promise<number>((answer, failed) => {
    const headers = { host: name, connection: "close" };
    const sent = request({ host: "127.0.0.1", port, path, headers }, (response) => {
      response.resume().once("end", () => answer(response.statusCode ?? 0));
    });
    sent.once("error", failed);
    sent.end();
  });
}
