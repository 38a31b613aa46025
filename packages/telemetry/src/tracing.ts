/**
 * Starts OpenTelemetry only when there is somewhere to send traces: without an endpoint nothing of it
 * is loaded, and every span in the code is a no-op.
 */
export async function startTracing(
  service: string,
  endpoint: string | undefined,
): Promise<{ readonly stop: () => Promise<void> }> {
  if (endpoint === undefined || endpoint === "") return { stop: () => Promise.resolve() };
  const [{ NodeSDK }, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/sdk-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const sdk = new NodeSDK({
    serviceName: service,
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` }),
    instrumentations: [],
  });
  sdk.start();
  return { stop: () => sdk.shutdown() };
}
