import { address, file, port, secret, sharedConfig } from "@isp/config";
import * as z from "zod";

export const plansConfig = z.object({
  ...sharedConfig,
  PLANS_GRPC_PORT: port.default(8421).describe("Port the gRPC server listens on."),
  PLANS_METRICS_PORT: port.default(8431).describe("Port of /metrics and the health endpoints."),
  PLANS_DATABASE_URL: secret.describe("mysql:// URL of plans' own schema."),
  PLANS_SECRETS_KEY_FILE: file.describe("File with 32 random bytes in base64."),
  BILLING_GRPC_URL: address.describe("Address of billing."),
  MAIL_GRPC_URL: address.describe("Address of mail."),
  RADIUS_GRPC_URL: address.describe("Address of radius."),
  HOSTING_GRPC_URL: address.describe("Address of hosting."),
});

export type PlansConfig = z.output<typeof plansConfig>;
