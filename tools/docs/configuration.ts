import { globSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { repository } from "./image.ts";

export type ConfigurationPage = { readonly service: string; readonly text: string };

/** One page per service, from the schema that reads its environment. */
export async function configurationPages(): Promise<readonly ConfigurationPage[]> {
  const files = globSync("services/*/src/config.ts", { cwd: repository }).sort();
  return Promise.all(
    files.map(async (file) => {
      const service = file.split("/")[1] ?? "";
      const loaded = (await import(join(repository, file))) as Record<string, unknown>;
      const schema = loaded[`${service}Config`];
      if (!(schema instanceof z.ZodObject)) throw new Error(`${file} exports no ${service}Config`);
      return { service, text: page(service, schema) };
    }),
  );
}

function page(service: string, schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape).map(([name, field]) => {
    const meta = (field as z.ZodType).meta() ?? {};
    return `| \`${name}\` | ${meta.description ?? ""} | ${standard(field as z.ZodType)} |`;
  });
  return `# Configuration of ${service}

What the process reads from its environment, once, at start; every mistake is reported together. Generated
from \`services/${service}/src/config.ts\` by \`pnpm docs\`. \`./torre up\` sets all of it.

| variable | means | default |
|---|---|---|
${rows.join("\n")}
`;
}

function standard(field: z.ZodType): string {
  const given = field.safeParse(undefined);
  if (!given.success) return "required";
  return given.data === undefined
    ? "none"
    : `\`${JSON.stringify(given.data).replaceAll('"', "")}\``;
}
