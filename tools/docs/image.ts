import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A message of proto/ with its fields, as buf describes it. */
export type Message = {
  readonly name: string;
  readonly fields: readonly Field[];
};

export type Field = {
  /** As proto3 JSON spells it. */
  readonly name: string;
  /** A scalar's name, or the full name of a message. */
  readonly type: string;
  readonly isRepeated: boolean;
};

type RawField = {
  readonly jsonName: string;
  readonly type: string;
  readonly typeName?: string;
  readonly label: string;
};
type RawMessage = {
  readonly name: string;
  readonly field?: readonly RawField[];
  readonly nestedType?: readonly RawMessage[];
};
type Image = {
  readonly file: readonly {
    readonly package: string;
    readonly messageType?: readonly RawMessage[];
  }[];
};

export const repository = join(import.meta.dirname, "../..");

/** Every message of proto/ by its full name. */
export function readMessages(): ReadonlyMap<string, Message> {
  const args = ["build", "--exclude-source-info", "-o", "-#format=json"];
  const run = spawnSync(join(repository, "node_modules/.bin/buf"), args, {
    cwd: join(repository, "proto"),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(`buf build failed: ${run.stderr}`);
  const image = JSON.parse(run.stdout) as Image;
  const found = image.file.flatMap((file) =>
    (file.messageType ?? []).flatMap((message) => spread(file.package, message)),
  );
  return new Map(found.map((message) => [message.name, message]));
}

function spread(parent: string, raw: RawMessage): Message[] {
  const name = `${parent}.${raw.name}`;
  const fields = (raw.field ?? []).map(({ jsonName, type, typeName, label }) => ({
    name: jsonName,
    type: typeName?.slice(1) ?? type.replace("TYPE_", "").toLowerCase(),
    isRepeated: label === "LABEL_REPEATED",
  }));
  return [{ name, fields }, ...(raw.nestedType ?? []).flatMap((nested) => spread(name, nested))];
}
