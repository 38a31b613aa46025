import {
  Client,
  type ClientOptions,
  Metadata,
  type MethodDefinition,
  type ServiceDefinition,
  type ServiceError,
} from "@grpc/grpc-js";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { type Caller, callerMetadata } from "./caller.ts";
import { channelCredentials, type TlsFiles } from "./credentials.ts";
import { deadlineFor } from "./deadline.ts";
import { fromStatus } from "./status.ts";

export type CallOptions = {
  readonly deadlineMs?: number;
  /** On whose behalf; only the gateway passes one. */
  readonly caller?: Caller;
};

/** A remote service as plain functions: they resolve, or reject with the refusal the other side threw. */
export type RpcClient<Definition> = {
  readonly [Method in keyof Definition]: Definition[Method] extends MethodDefinition<
    infer Request,
    infer Response
  >
    ? (request: Request, options?: CallOptions) => Promise<Response>
    : never;
};

export type Channel = {
  readonly client: <Definition>(definition: Definition) => RpcClient<Definition>;
  readonly close: () => void;
};

const defaultDeadlineMs = 5_000;
const tracer = trace.getTracer("@isp/rpc");

/**
 * Every write carries a request id and has one effect, so every method may be tried again when the
 * other side was away; the deadline covers all tries.
 */
const serviceConfig = JSON.stringify({
  methodConfig: [
    {
      name: [{}],
      retryPolicy: {
        maxAttempts: 5,
        initialBackoff: "0.05s",
        maxBackoff: "0.5s",
        backoffMultiplier: 2,
        retryableStatusCodes: ["UNAVAILABLE"],
      },
    },
  ],
  retryThrottling: { maxTokens: 10, tokenRatio: 0.1 },
});

/** Opens a channel to a service; its certificate must bear the service's name, whatever the address. */
export function rpcChannel(service: string, address: string, tls: TlsFiles): Channel {
  const options: ClientOptions = {
    "grpc.ssl_target_name_override": service,
    "grpc.default_authority": service,
    "grpc.service_config": serviceConfig,
    "grpc.enable_retries": 1,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1_000,
    "grpc.keepalive_time_ms": 300_000,
    "grpc.keepalive_timeout_ms": 10_000,
  };
  const connection = new Client(address, channelCredentials(tls), options);
  return {
    client: (definition) => {
      const methods = Object.entries(definition as unknown as ServiceDefinition).map(
        ([name, method]) => [name, caller(connection, service, method)],
      );
      return Object.fromEntries(methods);
    },
    close: () => connection.close(),
  };
}

type AnyMethod = MethodDefinition<unknown, unknown>;

function caller(connection: Client, service: string, method: AnyMethod) {
  const { path, requestSerialize, responseDeserialize } = method;
  return (
    request: unknown,
    { deadlineMs = defaultDeadlineMs, caller: onBehalf }: CallOptions = {},
  ) =>
    tracer.startActiveSpan(path, { kind: SpanKind.CLIENT }, (span) => {
      const metadata = onBehalf === undefined ? new Metadata() : callerMetadata(onBehalf);
      propagation.inject(context.active(), metadata, {
        set: (carrier, key, value) => carrier.set(key, value),
      });
      const deadline = deadlineFor(Date.now(), deadlineMs);
      return new Promise((resolve, reject) => {
        connection.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          request,
          metadata,
          { deadline },
          (error: ServiceError | null, response: unknown) => {
            if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR });
            span.end();
            if (error === null) resolve(response);
            else reject(fromStatus(service, error));
          },
        );
      });
    });
}
