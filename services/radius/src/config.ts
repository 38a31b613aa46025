import { address, file, port, secret, sharedConfig } from "@isp/config";
import * as z from "zod";

export const radiusConfig = z.object({
  ...sharedConfig,
  RADIUS_DATABASE_URL: secret.describe("mysql:// URL of radius' own schema."),
  RADIUS_GRPC_PORT: port.default(8_424).describe("Port the gRPC server listens on."),
  RADIUS_METRICS_PORT: port.default(8_434).describe("Port of /metrics and the health endpoints."),
  RADIUS_SECRETS_KEY_FILE: file.describe("File with the key that seals passwords and secrets."),
  RADIUS_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address the RADIUS ports are bound to; 0.0.0.0 or :: for all."),
  RADIUS_AUTH_PORT: port.default(1_812).describe("UDP port of authentication."),
  RADIUS_ACCT_PORT: port.default(1_813).describe("UDP port of accounting."),
  RADIUS_REJECT_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(5_000)
    .default(1_000)
    .describe("How long a login that is refused again and again waits for each answer."),
  RADIUS_SPOOL_DIR: z
    .string()
    .optional()
    .describe("Directory of the accounting spool, this process' alone; unset, none."),
  RADIUS_SESSIONS_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(365)
    .default(365)
    .describe("How long ended sessions are kept; the law asks for a year."),
  PLANS_GRPC_URL: address.describe("host:port of the plans service."),
  MAIL_GRPC_URL: address.describe("host:port of the mail service."),
});

export type RadiusConfig = z.output<typeof radiusConfig>;
