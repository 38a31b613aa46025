import { address, file, port, secret, sharedConfig, url } from "@isp/config";
import * as z from "zod";

function hostAndAgent(pair: string): [string, string][] {
  const [host = "", agent = ""] = pair.split("=");
  return agent === "" ? [] : [[host, agent]];
}

export const hostingConfig = z.object({
  ...sharedConfig,
  HOSTING_GRPC_PORT: port.default(8425).describe("Port the gRPC server listens on."),
  HOSTING_METRICS_PORT: port.default(8435).describe("Port of /metrics and the health endpoints."),
  HOSTING_DATABASE_URL: secret.describe("mysql:// URL of hosting's own schema."),
  HOSTING_SECRETS_KEY_FILE: file.describe("File with 32 random bytes in base64."),
  PLANS_GRPC_URL: address.describe("Address of plans."),
  MAIL_GRPC_URL: address.describe("Address of mail, whose mailboxes go where their domain goes."),
  HOSTING_PDNS_URL: url
    .optional()
    .describe("HTTP API of PowerDNS; without it and a web agent domains wait for a server."),
  HOSTING_PDNS_API_KEY: secret.optional().describe("Key of PowerDNS's HTTP API."),
  HOSTING_WEB_AGENT_URL: address.optional().describe("Address of the web agent."),
  HOSTING_WEB_AGENTS: z
    .string()
    .regex(/^[\w.:-]+=[\w.-]+:\d+(?:,[\w.:-]+=[\w.-]+:\d+)*$/, "must be host=address:port, …")
    .optional()
    .transform((text) => new Map((text ?? "").split(",").flatMap(hostAndAgent)))
    .describe("Agents of further web servers, by the host that the catalogue has of each."),
  HOSTING_WEB_ADDRESS: z
    .union([z.ipv4(), z.ipv6()])
    .default("127.0.0.1")
    .describe("Where sites are served that no web server was picked for."),
  HOSTING_FTP_SCHEMA: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,40}$/, "must be the name of a schema")
    .optional()
    .describe("Schema of the views that the FTP server reads; without it FTP users wait."),
  HOSTING_SITES_DIR: z
    .string()
    .regex(/^\/[\w./-]+$/, "must be an absolute path")
    .optional()
    .describe("Folder of the sites' files on the FTP server."),
  HOSTING_MARIADB_URL: secret
    .optional()
    .describe("mysql:// URL of the administrator of customers' MariaDB."),
  HOSTING_POSTGRESQL_URL: secret
    .optional()
    .describe("postgres:// URL of the administrator of customers' PostgreSQL."),
  HOSTING_COMPARE_EVERY_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(86_400)
    .default(900)
    .describe("How often every item is compared with its server."),
  HOSTING_NAME_SERVERS: z
    .string()
    .regex(/^[a-z0-9.-]+(,[a-z0-9.-]+)*$/, "must be host names, parted by commas")
    .default("ns1.localhost,ns2.localhost")
    .transform((text) => text.split(","))
    .describe("Name servers of zones that name none of their own."),
});

export type HostingConfig = z.output<typeof hostingConfig>;
