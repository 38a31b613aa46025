import { readFileSync } from "node:fs";
import { Failure } from "../system/failure.ts";

/** The number of a system account's group or user, as /etc knows it. */
export function accountId(file: "passwd" | "group", name: string): number {
  const line = readFileSync(`/etc/${file}`, "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const id = Number(line?.split(":")[2] ?? Number.NaN);
  if (Number.isInteger(id)) return id;
  throw new Failure(`There is no ${name} in /etc/${file}.`, {
    cure: "its Debian package makes it; apt-get install --reinstall that package",
  });
}
