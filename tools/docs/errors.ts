import { globSync } from "node:fs";
import { join } from "node:path";
import { DomainError, declaredErrors } from "../../packages/kernel/src/index.ts";
import { statusOf } from "../../services/gateway/src/http/problem.ts";
import { repository } from "./image.ts";

/** Loads every place that declares errors, so that the kernel knows them all. */
export async function loadErrors() {
  const places = [
    "services/*/src/domain/errors.ts",
    "services/gateway/src/http/errors.ts",
    "packages/*/src/errors.ts",
    "packages/rpc/src/caller.ts",
    "packages/runtime/src/dead-letter-service.ts",
  ];
  for (const file of globSync(places, { cwd: repository })) await import(join(repository, file));
  // Tests that run in this process declare some of their own.
  const declared = [...declaredErrors].filter(([code]) => !/^\w+_test\./.test(code));
  return declared.sort(([a], [b]) => (a < b ? -1 : 1));
}

export async function errorsPage(): Promise<string> {
  const rows = (await loadErrors()).map(([code, { kind, title }]) => {
    const status = statusOf(new DomainError({ code, kind }, title));
    return `| \`${code}\` | ${kind} | ${status} | ${title} |`;
  });
  return `# Errors

Every way in which Torre refuses, by code. A code never changes its meaning. Generated from the sources
by \`pnpm docs\`; see \`docs/adr/0009-errors.md\` for what the kinds mean.

A service that does not answer is \`<service>.unavailable\` (503), and a bug is \`gateway.bug\` (500), without
a word of what happened inside: the log has it under the answer's \`traceId\`.

| code | kind | HTTP | title |
|---|---|---|---|
${rows.join("\n")}
`;
}

/** The same for the gateway, which gives a problem of any service its title. */
export async function problemsModule(): Promise<string> {
  const rows = (await loadErrors()).map(
    ([code, { title }]) => `  ${JSON.stringify(code)}: ${JSON.stringify(title)},`,
  );
  return `// Code generated from the services' declared errors by \`pnpm docs\`. DO NOT EDIT.

/** Title of every problem that a service may answer with, by code. */
export const problemTitles: Readonly<Record<string, string>> = {
${rows.join("\n")}
};
`;
}
