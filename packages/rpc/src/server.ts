import {
  type handleUnaryCall,
  type MethodDefinition,
  Server,
  type ServerUnaryCall,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import { DomainError } from "@isp/kernel";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { admit, type Caller, refuse } from "./caller.ts";
import { serverCredentials, type TlsFiles } from "./credentials.ts";
import { withDeadline } from "./deadline.ts";
import { toStatus } from "./status.ts";

// biome-ignore format: one line per member reads as a table
/** A service's methods as plain functions: they return or throw. */
export type Handlers<Definition> = {
  readonly [Method in keyof Definition]: Definition[Method] extends MethodDefinition<infer Request, infer Response>
    ? (request: Request, caller: Caller) => Promise<Response>
    : never;
};

/** Told of every finished call; `error` only when it failed. */
export type OnCall = (call: {
  readonly path: string;
  readonly caller: string;
  readonly operatorId: string;
  readonly durationMs: number;
  readonly error?: unknown;
}) => void;

export type RpcServer = {
  readonly add: <Definition>(definition: Definition, handlers: Handlers<Definition>) => void;
  /** Resolves with the port; 0 asks for a free one. */
  readonly listen: (port: number, host?: string) => Promise<number>;
  /** Finishes what is in flight, then closes; after the grace period it closes all the same. */
  readonly drain: (graceMs: number) => Promise<void>;
};

const tracer = trace.getTracer("@isp/rpc");
const maxMessageBytes = 4 * 1024 * 1024;

export function rpcServer(tls: TlsFiles, onCall: OnCall): RpcServer {
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_connection_age_ms": 3_600_000,
  });
  return {
    add(definition, handlers) {
      const methods = definition as unknown as ServiceDefinition;
      const implementation = Object.entries(methods).map(([name, { path }]) => {
        const handle = (
          handlers as Record<string, (request: unknown, caller: Caller) => Promise<unknown>>
        )[name];
        if (handle === undefined) throw new Error(`no handler for ${path}`);
        return [name, unary(path, handle, onCall)];
      });
      server.addService(methods, Object.fromEntries(implementation));
    },
    listen: (port, host = "127.0.0.1") =>
      new Promise((resolve, reject) => {
        server.bindAsync(`${host}:${port}`, serverCredentials(tls), (error, bound) =>
          error === null ? resolve(bound) : reject(error),
        );
      }),
    drain: (graceMs) =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.forceShutdown(), graceMs);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
}

function unary(
  path: string,
  handle: (request: unknown, caller: Caller) => Promise<unknown>,
  onCall: OnCall,
): handleUnaryCall<unknown, unknown> {
  return (call, callback) => {
    const startedAt = performance.now();
    let admitted: Caller | undefined;
    const parent = propagation.extract(context.active(), call.metadata.getMap());
    const options = {
      kind: SpanKind.SERVER,
      attributes: { "rpc.system": "grpc", "rpc.method": path },
    };
    tracer.startActiveSpan(path, options, parent, (span) => {
      const finish = (error?: unknown) => {
        if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        onCall({
          path,
          caller: admitted?.service ?? "",
          operatorId: admitted?.operatorId ?? "",
          durationMs: performance.now() - startedAt,
          ...(error !== undefined && { error }),
        });
      };
      const answer = async () => {
        admitted = admit(path, certificateName(call), call.metadata);
        if (call.getDeadline() === Number.POSITIVE_INFINITY) {
          throw refuse.deadline_missing(`A call of ${path} needs a deadline.`);
        }
        const caller = admitted;
        return withDeadline(Number(call.getDeadline()), () => handle(call.request, caller));
      };
      answer().then(
        (response) => {
          finish();
          callback(null, response);
        },
        (error: unknown) => {
          finish(error);
          callback(toStatus(error));
        },
      );
    });
  };
}

function certificateName(call: ServerUnaryCall<unknown, unknown>): string | undefined {
  const subject: unknown = call.getAuthContext().sslPeerCertificate?.subject?.CN;
  return typeof subject === "string" && subject !== "" ? subject : undefined;
}

/** A refusal is business; anything else is a bug and belongs in the log with its stack. */
export function isBug(error: unknown): boolean {
  return !(error instanceof DomainError);
}
