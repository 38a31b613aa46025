// Writes packages/contracts/src/gen from proto/: the messages by ts-proto, then one barrel per service and
// the two tables that the protos declare by option: who may call an RPC, and which facts a message states.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

type Options = { readonly [name: string]: unknown };
type Image = {
  readonly file: readonly {
    readonly name: string;
    readonly package: string;
    readonly service?: readonly {
      readonly name: string;
      readonly method: readonly { readonly name: string; readonly options?: Options }[];
    }[];
    readonly messageType?: readonly { readonly name: string; readonly options?: Options }[];
  }[];
};

const root = join(import.meta.dirname, "../..");
const generated = join(root, "packages/contracts/src/gen");
const banner = "// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.\n";

function buf(...args: string[]): string {
  const run = spawnSync(join(root, "node_modules/.bin/buf"), args, {
    cwd: join(root, "proto"),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0)
    throw new Error(`buf ${args.join(" ")} failed:\n${run.stderr}${run.stdout}`);
  return run.stdout;
}

/** Names a generated file exports, without those that every file repeats. */
function exportsOf(file: string): { values: string[]; types: string[] } {
  const repeated = new Set([
    "protobufPackage",
    "protobufFileName",
    "Exact",
    "DeepPartial",
    "MessageFns",
  ]);
  const source = readFileSync(file, "utf8");
  const named = (pattern: RegExp) =>
    [...source.matchAll(pattern)]
      .map(([, name = ""]) => name)
      .filter((name) => !repeated.has(name));
  const values = [...new Set(named(/^export const (\w+)/gm))];
  const types = named(/^export (?:interface|type) (\w+)/gm).filter(
    (name) => !values.includes(name),
  );
  return { values, types };
}

function barrel(service: string): string {
  const files = globSync(`isp/${service}/v1/*.ts`, { cwd: generated }).sort();
  const lines = files.flatMap((file) => {
    const { values, types } = exportsOf(join(generated, file));
    return [
      ...(values.length > 0 ? [`export { ${values.join(", ")} } from "./${file}";`] : []),
      ...(types.length > 0 ? [`export type { ${types.join(", ")} } from "./${file}";`] : []),
    ];
  });
  return `${banner}${lines.join("\n")}\n`;
}

type Facts = { subject: string; names: string[]; versioned?: boolean; routed?: boolean };

function eventsModule(image: Image): string {
  const found = image.file.flatMap((file) =>
    (file.messageType ?? []).flatMap((message) => {
      const facts = message.options?.["[isp.common.v1.facts]"] as Facts | undefined;
      if (facts === undefined) return [];
      const service = file.package.split(".")[1] ?? "";
      return [
        { service, message: message.name, protoName: `${file.package}.${message.name}`, facts },
      ];
    }),
  );
  const services = [...new Set(found.map(({ service }) => service))].sort();
  const imports = services.map((service) => `import * as ${service} from "./${service}.ts";`);
  const tables = services.map((service) => {
    const entries = found
      .filter((entry) => entry.service === service)
      .map(({ message, protoName, facts }) => {
        const key = (facts.subject.split(".").at(-1) ?? "").replace(/-(\w)/g, (_, letter: string) =>
          letter.toUpperCase(),
        );
        const options = JSON.stringify({
          subject: facts.subject,
          names: facts.names,
          protoName,
          versioned: facts.versioned === true,
          routed: facts.routed === true,
        });
        return `  ${key}${nameClash(found, service, facts) ? message : ""}: factsOf(${service}.${message}, ${options} as const),`;
      });
    return `export const ${service}Events = {\n${entries.join("\n")}\n};`;
  });
  return `${banner}import { factsOf } from "../event.ts";\n${imports.join("\n")}\n\n${tables.join("\n\n")}\n`;
}

function nameClash(
  found: readonly { service: string; facts: Facts }[],
  service: string,
  facts: Facts,
): boolean {
  return (
    found.filter((entry) => entry.service === service && entry.facts.subject === facts.subject)
      .length > 1
  );
}

function accessModule(image: Image): string {
  const entries = image.file.flatMap((file) =>
    (file.service ?? []).flatMap((service) =>
      service.method.map((method) => {
        const path = `/${file.package}.${service.name}/${method.name}`;
        const declared = method.options?.["[isp.common.v1.access]"] as
          | { permission?: string; callers?: string[] }
          | undefined;
        if (declared === undefined) throw new Error(`${path} declares no access`);
        const access = { permission: declared.permission ?? "", callers: declared.callers ?? [] };
        return `  ${JSON.stringify(path)}: ${JSON.stringify(access)},`;
      }),
    ),
  );
  const type = "Readonly<Record<string, { permission: string; callers: readonly string[] }>>";
  return `${banner}/** Who may call each RPC, and the permission an operator needs for it. */\nexport const rpcAccess: ${type} = {\n${entries.join("\n")}\n};\n`;
}

buf("lint");
buf("generate");
const image = JSON.parse(
  buf("build", "--exclude-source-info", "-o", "-#format=json"),
) as unknown as Image;
const ours = { file: image.file.filter(({ name }) => name.startsWith("isp/")) };
const services = [...new Set(ours.file.map(({ package: name }) => name.split(".")[1] ?? ""))];
for (const service of services) writeFileSync(join(generated, `${service}.ts`), barrel(service));
writeFileSync(join(generated, "events.ts"), eventsModule(ours));
writeFileSync(join(generated, "access.ts"), accessModule(ours));
// The option extensions are needed by buf only; their descriptor types would weigh 8,000 lines.
rmSync(join(generated, "google/protobuf/descriptor.ts"));
rmSync(join(generated, "isp/common/v1/options.ts"));
writeFileSync(join(generated, "common.ts"), barrel("common"));
process.stdout.write(`${basename(generated)}: ${services.length} packages\n`);
