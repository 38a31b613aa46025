import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./home.ts";

/** Every service of Torre, in the order people read them. */
export const serviceNames = ["gateway", "plans", "billing", "radius", "mail", "hosting"] as const;

export type ServiceName = (typeof serviceNames)[number];

export function isServiceName(name: string): name is ServiceName {
  return (serviceNames as readonly string[]).includes(name);
}

/** The services whose source is in this checkout. */
export function presentServices(): readonly ServiceName[] {
  return serviceNames.filter((name) =>
    existsSync(join(repository, "services", name, "src/main.ts")),
  );
}

export function builtEntry(name: ServiceName): string {
  return join(repository, "services", name, "dist/main.js");
}
