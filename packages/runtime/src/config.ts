import type { TlsFiles } from "@isp/rpc";

/** What the runtime needs of a service's environment, whatever the service calls it. */
export type RuntimeConfig = {
  readonly databaseUrl: string;
  readonly grpcPort: number;
  readonly metricsPort: number;
  readonly logLevel: string;
  readonly natsUrl: string;
  readonly natsSeedFile?: string | undefined;
  readonly tls: TlsFiles;
  readonly otlpEndpoint?: string | undefined;
  readonly failpoints?: string | undefined;
};

type SharedEnv = {
  readonly LOG_LEVEL: string;
  readonly NATS_URL: string;
  readonly NATS_NKEY_SEED_FILE: string;
  readonly TLS_CA_FILE: string;
  readonly TLS_CERT_FILE: string;
  readonly TLS_KEY_FILE: string;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly FAILPOINTS?: string | undefined;
};

/** Puts the shared part of an environment and a service's own addresses together. */
export function runtimeConfig(
  env: SharedEnv,
  own: { readonly databaseUrl: string; readonly grpcPort: number; readonly metricsPort: number },
): RuntimeConfig {
  return {
    ...own,
    logLevel: env.LOG_LEVEL,
    natsUrl: env.NATS_URL,
    natsSeedFile: env.NATS_NKEY_SEED_FILE,
    tls: { caFile: env.TLS_CA_FILE, certFile: env.TLS_CERT_FILE, keyFile: env.TLS_KEY_FILE },
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    failpoints: env.FAILPOINTS,
  };
}
