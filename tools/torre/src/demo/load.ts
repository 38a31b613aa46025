import type { Status } from "../system/status.ts";
export async function registerDemoNas(_status: Status): Promise<void> {}
export async function loadDemo(
  _status: Status,
  _options: { customers: number; seed: number },
): Promise<void> {}
