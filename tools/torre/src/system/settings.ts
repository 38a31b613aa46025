import { type Home, readJson, writeWhole } from "./home.ts";
import { defaultBase, type Ports, portsFrom } from "./ports.ts";

/** What an installation remembers of the options it was given. */
export type Settings = {
  readonly port: number;
  /** Only MariaDB, NATS and the services: nothing is served to customers. */
  readonly core: boolean;
};

export function readSettings(home: Home): Settings {
  return readJson<Settings>(home.settings) ?? { port: defaultBase, core: false };
}

export function writeSettings(home: Home, settings: Settings): void {
  writeWhole(home.settings, `${JSON.stringify(settings)}\n`);
}

export function portsOf(home: Home): Ports {
  return portsFrom(readSettings(home).port);
}
