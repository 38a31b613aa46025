import { address, file, port, secret, sharedConfig } from "@isp/config";
import * as z from "zod";

export const hostingConfig = z.object({
  ...sharedConfig,
  HOSTING_GRPC_PORT: port.default(8425).describe("Port the gRPC server listens on."),
  HOSTING_METRICS_PORT: port.default(8435).describe("Port of /metrics and the health endpoints."),
  HOSTING_DATABASE_URL: secret.describe("mysql:// URL of hosting's own schema."),
  HOSTING_SECRETS_KEY_FILE: file.describe("File with 32 random bytes in base64."),
  PLANS_GRPC_URL: address.describe("Address of plans."),
});

export type HostingConfig = z.output<typeof hostingConfig>;
