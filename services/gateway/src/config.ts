import { address, file, port, secret, sharedConfig } from "@isp/config";
import * as z from "zod";

export const gatewayConfig = z.object({
  ...sharedConfig,
  GATEWAY_HTTP_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address the API and console listen on."),
  GATEWAY_HTTP_PORT: port.default(8420).describe("Port of the API and console."),
  GATEWAY_METRICS_PORT: port.default(8430).describe("Port of /metrics and the health endpoints."),
  GATEWAY_DATABASE_URL: secret.describe("mysql:// URL of the gateway's own schema."),
  GATEWAY_WEB_ROOT: z.string().default("web/dist").describe("Folder of the built console."),
  GATEWAY_BOOTSTRAP_FILE: file
    .optional()
    .describe("JSON file with username, password and apiToken of the first operator."),
  GATEWAY_SECURE_COOKIES: z
    .enum(["true", "false"])
    .default("false")
    .describe("true behind TLS: the session cookie is then bound to the host."),
  PLANS_GRPC_URL: address.describe("Address of plans."),
  BILLING_GRPC_URL: address.describe("Address of billing."),
  MAIL_GRPC_URL: address.describe("Address of mail."),
  RADIUS_GRPC_URL: address.describe("Address of radius."),
  HOSTING_GRPC_URL: address.describe("Address of hosting."),
});

export type GatewayConfig = z.output<typeof gatewayConfig>;
