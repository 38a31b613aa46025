import { eventually } from "@isp/testing";
import { startedRadius } from "../checklist/shared.ts";
import type { Api } from "../story/api.ts";
import { idOf } from "../story/api.ts";
import { type Nas, type NasOptions, openNas } from "./nas.ts";

const secret = "segredo-do-nas-simulado";

/** An access server of its own, registered where the running system knows it, and known by then. */
export async function openDemoNas(
  api: Api,
  about: Pick<NasOptions, "habits"> & {
    /** Where RADIUS is asked, if not of the shared system. */
    readonly radius?: NasOptions["radius"];
    readonly address: string;
    readonly vendor?: string;
    readonly routingPointId?: string;
  },
): Promise<Nas> {
  const { address, habits = {}, vendor = "mikrotik", routingPointId } = about;
  const radius = about.radius ?? (await startedRadius());
  const nas = await openNas({ radius, secret, address, habits });
  const body = {
    name: `NAS ${address}`,
    address,
    secret,
    vendor,
    coaPort: nas.coaPort,
    ...(routingPointId !== undefined && { routingPointId }),
  };
  const answer = await api.post("/nas", body);
  // Left by an earlier run: it has another port for CoA now.
  if (answer.status === 409) await takeOver(api, address, nas.coaPort);
  else idOf(answer);
  await eventually(
    async () => {
      if ((await nas.access("nobody", "nothing")) === undefined) throw new Error("not known yet");
    },
    { withinMs: 20_000 },
  );
  return nas;
}

async function takeOver(api: Api, address: string, coaPort: number): Promise<void> {
  const { body } = await api.get("/nas");
  const known = (body["items"] as readonly Record<string, unknown>[]).find(
    (nas) => nas["address"] === address,
  );
  const path = `/nas/${String(known?.["id"])}`;
  const { etag } = await api.get(path);
  await api.patch(path, { coaPort, secret }, etag ?? "");
}
