import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../system/home.ts";
import type { Installation } from "../environment.ts";
import { renderDeploy } from "../template.ts";
import { asRoot, closedAbove, hostingDir, type HostingServer, planned } from "./server.ts";

export const nginxConfig = (installation: Installation): string =>
  hostingDir(installation, "nginx", "nginx.conf");

/** Where others cannot pass to the sites, only root's own workers can read them. */
export const nginxWorker = (installation: Installation): "www-data" | "root" =>
  closedAbove(hostingDir(installation)) === undefined ? "www-data" : "root";

/** nginx, whose sites are the web agent's to write. */
export function webServer(installation: Installation): HostingServer {
  const { home, ports } = installation;
  const dir = hostingDir(installation, "nginx");
  const sitesDir = hostingDir(installation, "vhosts");
  const runDir = join(dir, "run");
  mkdirSync(runDir, { recursive: true, mode: 0o755 });
  mkdirSync(sitesDir, { recursive: true, mode: 0o755 });
  const closed = asRoot() ? closedAbove(dir) : undefined;
  const { http: httpPort, https: httpsPort, httpState } = ports.hosting;
  const values = { runDir, sitesDir, httpPort, httpsPort, address: "127.0.0.1", logDir: home.logs };
  const userLine = asRoot() ? `user ${nginxWorker(installation)};` : "";
  writeWhole(
    nginxConfig(installation),
    renderDeploy("hosting/nginx.conf", { ...values, userLine }),
  );
  return {
    process: planned(installation, {
      name: "nginx",
      program: "nginx",
      args: ["-c", nginxConfig(installation), "-e", join(home.logs, "nginx-errors.log")],
      ready: { kind: "http", url: `http://127.0.0.1:${httpState}/generation` },
      after: ["web-agent"],
      leavesWorkers: true,
    }),
    ...(closed && { leftOut: `its workers run as root, because ${closed} is closed to others` }),
  };
}
