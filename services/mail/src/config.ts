import { address, file, port, secret, sharedConfig } from "@isp/config";
import * as z from "zod";

export const mailConfig = z.object({
  ...sharedConfig,
  MAIL_GRPC_PORT: port.default(8423).describe("Port the gRPC server listens on."),
  MAIL_METRICS_PORT: port.default(8433).describe("Port of /metrics and the health endpoints."),
  MAIL_DATABASE_URL: secret.describe("mysql:// URL of mail's own schema."),
  MAIL_SECRETS_KEY_FILE: file.describe("File with 32 random bytes in base64."),
  MAIL_DOVEADM_URL: z
    .url()
    .optional()
    .describe(
      "Dovecot's HTTP API; without it no mail server is driven and mailboxes stay pending.",
    ),
  MAIL_DOVEADM_KEY: secret.optional().describe("Key of Dovecot's HTTP API."),
  MAIL_STORE_DIR: z
    .string()
    .optional()
    .describe("Where Dovecot has its storages, as Dovecot sees it; needed with MAIL_DOVEADM_URL."),
  MAIL_SMTP: address.optional().describe("Where Postfix takes the provider's own letters."),
  MAIL_IMAP: address.optional().describe("Where Dovecot serves IMAP with STARTTLS."),
  MAIL_IMAP_MASTER: secret.optional().describe("Dovecot's master user, as user:password."),
  MAIL_LMTP: address.optional().describe("Where Dovecot takes mail over (LMTP)."),
  MAIL_CLAMD: address.optional().describe("Where clamd looks for viruses."),
  MAIL_HOP_PORT: port
    .optional()
    .describe("Port of the LMTP hop for mailboxes with antivirus or antispam."),
  MAIL_PUBLIC_URL: z
    .url()
    .optional()
    .describe("Where senders reach the gateway, to confirm what antispam holds."),
  MAIL_NAME_SERVERS: z
    .string()
    .default("")
    .transform((told) => told.split(",").filter((server) => server !== ""))
    .describe("Name servers for SPF and DKIM, with commas between; the machine's own by default."),
  MAIL_COMPARE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(900)
    .describe(
      "How often mailboxes are compared with what the mail servers hold, and old storages destroyed.",
    ),
  PLANS_GRPC_URL: address.describe("Address of plans."),
});

export type MailConfig = z.output<typeof mailConfig>;
