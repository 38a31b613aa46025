import { Registry, serviceMetrics } from "../../packages/telemetry/src/index.ts";
import { requestMetrics } from "../../services/gateway/src/metrics.ts";
import { mailMetrics } from "../../services/mail/src/metrics.ts";
import { radiusMetrics } from "../../services/radius/src/metrics.ts";

type Described = { readonly name: string; readonly help: string; readonly type: unknown };

async function described(fill: (registry: Registry) => void): Promise<readonly Described[]> {
  const registry = new Registry();
  fill(registry);
  return registry.getMetricsAsJSON();
}

const table = (metrics: readonly Described[]) =>
  metrics.map(({ name, help, type }) => `| \`${name}\` | ${String(type)} | ${help} |`).join("\n");

/** Own names only: what Node.js itself reports is described by its library. */
async function shared(): Promise<readonly Described[]> {
  const { registry } = serviceMetrics();
  const all: readonly Described[] = await registry.getMetricsAsJSON();
  return all.filter(({ name }) => name.startsWith("isp_"));
}

export async function metricsPage(): Promise<string> {
  const head = "| metric | type | means |\n|---|---|---|";
  return `# Metrics

Each process serves Prometheus text at \`/metrics\` on its metrics port, beside \`/healthz\` and \`/readyz\`.
Generated from the sources by \`pnpm docs\`. Labels are closed sets, never ids; the metrics of Node.js itself
(\`process_*\`, \`nodejs_*\`) are there too.

## Every service

${head}
${table(await shared())}

## gateway

${head}
${table(await described(requestMetrics))}

## mail

${head}
${table(await described(mailMetrics))}

## radius

${head}
${table(await described(radiusMetrics))}
`;
}
