import { readFileSync } from "node:fs";
import * as z from "zod";

export const port = z.coerce.number().int().min(0).max(65_535);
export const milliseconds = z.coerce.number().int().positive();
/** A value that is never printed: the generated pages show only that it is required. */
export const secret = z.string().min(1).meta({ secret: true });
export const file = z.string().min(1);
/** `host:port` of a gRPC service. */
export const address = z.string().regex(/^[\w.:[\]-]+:\d+$/, "must be host:port");
export const url = z.url();

/** What every process of Torre reads. */
export const sharedConfig = {
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("Least important log line that is written."),
  NATS_URL: url.describe("NATS server, shared by all services; tls:// beyond loopback."),
  NATS_NKEY_SEED_FILE: file.describe("File with this service's nkey seed."),
  TLS_CA_FILE: file.describe("Certificate authority that signed every service's certificate."),
  TLS_CERT_FILE: file.describe("This service's certificate; its name is the service's identity."),
  TLS_KEY_FILE: file.describe("Private key of the certificate."),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .optional()
    .describe("Where traces go; tracing is loaded only when it is set."),
  FAILPOINTS: z
    .string()
    .optional()
    .describe("Faults to inject, for tests: name=exit or name=error."),
};

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the environment once and reports every mistake together. */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  throw new ConfigError(`The environment is not complete:\n${z.prettifyError(result.error)}`);
}

/** Reads a key of 32 random bytes, written as base64. */
export function readKeyFile(path: string): Buffer {
  const key = Buffer.from(readFileSync(path, "ascii").trim(), "base64");
  if (key.length !== 32) throw new ConfigError(`${path} does not hold 32 bytes in base64`);
  return key;
}
