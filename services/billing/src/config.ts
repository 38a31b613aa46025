import { address, file, port, secret, sharedConfig } from "@isp/config";
import * as z from "zod";

export const billingConfig = z.object({
  ...sharedConfig,
  BILLING_GRPC_PORT: port.default(8422).describe("Port the gRPC server listens on."),
  BILLING_METRICS_PORT: port.default(8432).describe("Port of /metrics and the health endpoints."),
  BILLING_DATABASE_URL: secret.describe("mysql:// URL of billing's own schema."),
  PLANS_GRPC_URL: address.describe("Address of plans."),
  BILLING_SMTP_URL: secret
    .optional()
    .describe("smtp:// or smtps:// URL of the mail server for letters; without it they wait."),
  BILLING_MAIL_FROM: z
    .string()
    .default("Torre <no-reply@localhost>")
    .describe("What letters come from: Name <address>."),
  BILLING_SECRETS_KEY_FILE: file.describe("File with 32 random bytes in base64."),
});

export type BillingConfig = z.output<typeof billingConfig>;
