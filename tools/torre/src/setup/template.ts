import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../system/home.ts";

/** Fills `{{name}}` places; a place without a value is a mistake and never left standing. */
export function render(
  template: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template names {{${name}}}, which has no value.`);
    return String(value);
  });
}

/** A configuration template of deploy/, filled. */
export function renderDeploy(
  path: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return render(readFileSync(join(repository, "deploy", path), "utf8"), values);
}
