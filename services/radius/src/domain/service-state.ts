import type { ServiceState } from "./authentication.ts";

const states: readonly string[] = ["off", "on", "suspended", "released"] satisfies ServiceState[];

export function isServiceState(text: string): text is ServiceState {
  return states.includes(text);
}
