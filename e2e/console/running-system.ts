import { startTorre } from "@isp/torre";

export type RunningSystem = {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
};

/** The system named by the environment, or one of its own that ends with the test. */
export async function runningSystem(): Promise<RunningSystem> {
  const { TORRE_E2E_URL: url, TORRE_E2E_USER, TORRE_E2E_PASSWORD } = process.env;
  if (url !== undefined) {
    const username = TORRE_E2E_USER ?? "";
    return { url, username, password: TORRE_E2E_PASSWORD ?? "", stop: async () => {} };
  }
  const torre = await startTorre();
  const { gateway, operator } = await torre.status();
  return { url: gateway.url, ...operator, stop: torre.stop };
}
