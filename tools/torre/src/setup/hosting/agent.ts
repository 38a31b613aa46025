import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../system/command.ts";
import { repository } from "../../system/home.ts";
import { authorityFile, certificateFile, tlsKeyFile } from "../certificates.ts";
import { failpointsOf, type Installation } from "../environment.ts";
import { hostingDir, type HostingServer, planned } from "./server.ts";
import { userNamed } from "./users.ts";
import { nginxConfig, nginxWorker } from "./web.ts";

/** Who reads certificates: nginx's workers, where they are not root themselves. */
function workerGroup(installation: Installation): Readonly<Record<string, string>> {
  const worker = nginxWorker(installation);
  return worker === "root" ? {} : { WEB_AGENT_NGINX_WORKER_GID: `${userNamed(worker).gid}` };
}

/** Who issues certificates, where the operator named an authority. */
const named = [
  "WEB_AGENT_ACME_DIRECTORY",
  "WEB_AGENT_ACME_CA_FILE",
  "WEB_AGENT_ACME_CONTACT",
] as const;

function authorityNamed(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    named.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** The web agent: an entry point of the hosting service, on each web server. */
export function webAgent(installation: Installation): HostingServer {
  const { home, ports } = installation;
  const { agent, agentMetrics, http, https, httpState } = ports.hosting;
  const dir = hostingDir(installation, "sites");
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const address = `127.0.0.1:${agent}`;
  return {
    process: planned(installation, {
      name: "web-agent",
      program: process.execPath,
      args: [
        "--v8-pool-size=1",
        "--max-semi-space-size=2",
        join(repository, "services/hosting/dist/agent/main.js"),
      ],
      env: {
        PATH: process.env["PATH"] ?? "",
        NODE_ENV: "production",
        LOG_LEVEL: process.env["LOG_LEVEL"] ?? "info",
        TLS_CA_FILE: authorityFile(home),
        TLS_CERT_FILE: certificateFile(home, "web-agent"),
        TLS_KEY_FILE: tlsKeyFile(home, "web-agent"),
        WEB_AGENT_GRPC_PORT: `${agent}`,
        WEB_AGENT_METRICS_PORT: `${agentMetrics}`,
        WEB_AGENT_SITES_DIR: dir,
        WEB_AGENT_VHOSTS_DIR: hostingDir(installation, "vhosts"),
        WEB_AGENT_NGINX: findProgram("nginx") ?? "nginx",
        WEB_AGENT_GOACCESS: findProgram("goaccess") ?? "goaccess",
        WEB_AGENT_NGINX_CONFIG: nginxConfig(installation),
        WEB_AGENT_NGINX_PID_FILE: hostingDir(installation, "nginx", "run", "nginx.pid"),
        ...workerGroup(installation),
        ...authorityNamed(),
        WEB_AGENT_LISTEN: `127.0.0.1:${http}`,
        WEB_AGENT_LISTEN_TLS: `127.0.0.1:${https}`,
        WEB_AGENT_STATE_PORT: `${httpState}`,
        WEB_AGENT_FTP_SCOREBOARD: hostingDir(installation, "proftpd", "run", "scoreboard"),
        WEB_AGENT_SUSPENDED_PAGE: join(repository, "deploy/hosting/suspended.html"),
      },
      firstEnv: failpointsOf("web_agent"),
      ready: { kind: "http", url: `http://127.0.0.1:${agentMetrics}/readyz` },
    }),
    environment: {
      HOSTING_WEB_AGENT_URL: address,
      HOSTING_WEB_ADDRESS: "127.0.0.1",
      HOSTING_SITES_DIR: dir,
      HOSTING_NAME_SERVERS: "ns1.torre.example,ns2.torre.example",
    },
  };
}
