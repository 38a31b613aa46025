import { file, port, sharedConfig } from "@isp/config";
import * as z from "zod";

const { LOG_LEVEL, TLS_CA_FILE, TLS_CERT_FILE, TLS_KEY_FILE, FAILPOINTS } = sharedConfig;
const listen = z.string().regex(/^[\w.:[\]-]+:\d+$/, "must be address:port");

export const agentConfig = z.object({
  LOG_LEVEL,
  TLS_CA_FILE,
  TLS_CERT_FILE,
  TLS_KEY_FILE,
  FAILPOINTS,
  WEB_AGENT_GRPC_PORT: port.describe("Port the gRPC server listens on."),
  WEB_AGENT_GRPC_HOST: z.string().default("127.0.0.1").describe("Address it listens at."),
  WEB_AGENT_METRICS_PORT: port.describe("Port of /metrics and the health endpoints."),
  WEB_AGENT_SITES_DIR: file.describe("Folder of the sites' files."),
  WEB_AGENT_VHOSTS_DIR: file.describe("Folder of what the agent writes for nginx."),
  WEB_AGENT_NGINX: file.describe("The nginx program, for testing a configuration."),
  WEB_AGENT_NGINX_CONFIG: file.describe("nginx's main configuration, which includes the sites."),
  WEB_AGENT_NGINX_PID_FILE: file.describe("Where nginx writes its process id."),
  WEB_AGENT_NGINX_WORKER_GID: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Group of nginx's workers, who read certificates; unset where they run as root."),
  WEB_AGENT_GOACCESS: file.describe("The GoAccess program, which counts what visitors asked for."),
  WEB_AGENT_LISTEN: listen.describe("Where sites listen for HTTP."),
  WEB_AGENT_LISTEN_TLS: listen.describe("Where sites listen for HTTPS."),
  WEB_AGENT_STATE_PORT: port.describe("Loopback port at which nginx says what it serves."),
  WEB_AGENT_FTP_SCOREBOARD: file.optional().describe("Scoreboard of ProFTPD on this machine."),
  WEB_AGENT_ACME_DIRECTORY: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe("Directory of the authority that issues certificates (ACME); none without it."),
  WEB_AGENT_ACME_CA_FILE: file
    .optional()
    .describe("CA of that directory, where the system does not know it."),
  WEB_AGENT_ACME_CONTACT: z
    .email()
    .optional()
    .describe("E-mail address that the authority writes to about the account."),
  WEB_AGENT_SUSPENDED_PAGE: file.describe("The page of a suspended site."),
});

export type AgentConfig = z.output<typeof agentConfig>;
