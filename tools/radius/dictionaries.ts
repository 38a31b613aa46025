// Writes services/radius/src/protocol/dictionary/*.ts from the dictionary files of Debian's
// freeradius-common: `pnpm dictionaries [folder]`. Run by hand when a newer release is wanted.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const source = process.argv[2] ?? "/usr/share/freeradius";
const target = join(root, "services/radius/src/protocol/dictionary");

type Dictionary = {
  readonly name: string;
  readonly about: string;
  readonly files: readonly string[];
};

const rfcs = [2865, 2866, 2867, 2868, 2869, 3162, 3576, 4372, 4818, 6911];
const dictionaries: readonly Dictionary[] = [
  { name: "rfc", about: "The standard attributes.", files: rfcs.map((number) => `rfc${number}`) },
  { name: "adslForum", about: "Lines of DSL and PON access (RFC 4679).", files: ["rfc4679"] },
  { name: "cisco", about: "Cisco.", files: ["cisco"] },
  { name: "erx", about: "Juniper's E series and MX broadband gateways.", files: ["erx"] },
  { name: "huawei", about: "Huawei.", files: ["huawei"] },
  { name: "juniper", about: "Juniper Networks.", files: ["juniper"] },
  { name: "microsoft", about: "Microsoft (RFC 2548).", files: ["microsoft"] },
  { name: "mikrotik", about: "MikroTik.", files: ["mikrotik"] },
  {
    name: "nokia",
    about: "Nokia's service routers, once Alcatel-Lucent's.",
    files: ["alcatel.sr"],
  },
  { name: "wispr", about: "What access servers of many makers understand.", files: ["wispr"] },
  { name: "zte", about: "ZTE.", files: ["zte"] },
];

const kinds = new Map([
  ["string", "text"],
  ["octets", "octets"],
  ["integer", "integer"],
  ["date", "date"],
  ["ipaddr", "ipv4"],
  ["ipv6addr", "ipv6"],
  ["ipv6prefix", "ipv6-prefix"],
  ["ifid", "interface-id"],
  ["vsa", "vendor"],
]);

const flags = new Map([
  ["has_tag", "tagged"],
  ["encrypt=1", "user-password"],
  ["encrypt=2", "tunnel-password"],
  ["has_tag,encrypt=2", "tagged-tunnel-password"],
]);

type Row = { readonly number: number; readonly cells: readonly unknown[] };

/** Structures and filters of other makers (tlv, abinary) are read as octets. */
function rowOf(line: string): Row | undefined {
  const [text = ""] = line.split("#");
  const [keyword, name = "", number = "", type = "", flag = ""] = text.trim().split(/\s+/);
  if (keyword !== "ATTRIBUTE" || !/^[0-9]+$/.test(number) || Number(number) > 255) return undefined;
  return { number: Number(number), cells: [name, Number(number), ...describe(type, flag)] };
}

function describe(type: string, flag: string): string[] {
  const mark = flags.get(flag);
  return [kinds.get(type.toLowerCase()) ?? "octets", ...(mark === undefined ? [] : [mark])];
}

/** Of two names for one number the first is kept. */
function rowsOf(lines: readonly string[]): Row[] {
  const rows = new Map<number, Row>();
  for (const row of lines.map(rowOf)) if (row && !rows.has(row.number)) rows.set(row.number, row);
  return [...rows.values()].toSorted((one, other) => one.number - other.number);
}

function vendorOf(lines: readonly string[]): string | undefined {
  const line = lines.find((text) => text.startsWith("VENDOR"));
  return line?.split(/\s+/)[2];
}

function write({ name, about, files }: Dictionary): string {
  const lines = files.flatMap((file) =>
    readFileSync(join(source, `dictionary.${file}`), "utf8").split("\n"),
  );
  const vendor = vendorOf(lines);
  const path = join(
    target,
    `${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}.ts`,
  );
  writeFileSync(
    path,
    [
      "// Written by `pnpm dictionaries` from the FreeRADIUS dictionary files",
      `// (dictionary.${files.join(", ")}).`,
      "// Copyright (C) 2019 The FreeRADIUS Server project and contributors, CC BY 4.0; see NOTICE.",
      'import type { AttributeRow } from "./row.ts";',
      "",
      ...(vendor === undefined ? [] : [`export const ${name}Vendor = ${vendor};`, ""]),
      `/** ${about} */`,
      `export const ${name}Attributes = [`,
      ...rowsOf(lines).map(({ cells }) => `  ${JSON.stringify(cells)},`),
      "] as const satisfies readonly AttributeRow[];",
      "",
    ].join("\n"),
  );
  return path;
}

const written = dictionaries.map(write);
const biome = join(root, "node_modules/.bin/biome");
const format = spawnSync(biome, ["format", "--write", ...written], { stdio: "inherit" });
process.exitCode = format.status ?? 1;
