import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { mostMacs } from "../domain/ip-rules.ts";
import type { Ip, IpSettings } from "../domain/ip.ts";
import type { Login } from "../domain/login.ts";
import { macOf } from "../domain/mac.ts";
import { saveSettings } from "./change-ip.ts";
import { takeAway } from "./remove-ip.ts";
import type { CreateIp } from "./create-ip.ts";
import { requireLive, type Sees } from "./live-login.ts";
import type { Radius } from "./ports.ts";

type Named = { readonly loginId: string; readonly mac: string; readonly sees: Sees };

/** A login, and all devices that it may come from; none where it may come from any. */
export type Bound = { readonly login: Login; readonly macs: readonly string[] };

export type BindMac = (request: WriteRequest, named: Named) => Promise<Bound>;
/** An empty MAC address stands for all of them. */
export type UnbindMac = (request: WriteRequest, named: Named) => Promise<Bound>;

type Dependencies = {
  readonly look: Transact<Radius>;
  readonly transact: Transact<Radius>;
  readonly clock: Clock;
  readonly createIp: CreateIp;
};

/**
 * Binds a login to one more device (C91): at its IP that binds devices, else at its first one. A login
 * without an IP gets one that fixes nothing but the device.
 */
export function bindMac({ look, transact, clock, createIp }: Dependencies): BindMac {
  return async (request, { loginId, mac: written, sees }) => {
    const { login, ips } = await look((scope) => heldBy(scope, loginId, sees));
    const mac = requireMac(written);
    if (ips.length === 0) {
      const { subscriptionId } = login;
      const settings = { ...nothingButTheDevice, loginId, macs: [mac] };
      const ip = await createIp(request, { subscriptionId, settings, sees });
      return { login, macs: ip.macs };
    }
    return transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, loginId, now);
      const held = await heldBy(scope, loginId, sees);
      if (done || boundTo(held.ips).includes(mac)) {
        if (!done) await scope.requests.finish(request, now);
        return { login: held.login, macs: boundTo(held.ips) };
      }
      const place = placeFor(held.ips);
      const changed = { bindMac: true, macs: [...new Set([...place.macs, mac])] };
      const saved = await saveSettings(scope, place, changed);
      await scope.requests.finish(request, now);
      return { login: held.login, macs: boundTo(replaced(held.ips, saved)) };
    });
  };
}

/**
 * Takes one device from a login, or all of them: it may come from any then. What was an IP for their sake
 * alone goes with the last of them.
 */
export function unbindMac(transact: Transact<Radius>, clock: Clock): UnbindMac {
  return (request, { loginId, mac: written, sees }) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, loginId, now);
      const { login, ips } = await heldBy(scope, loginId, sees);
      const mac = written === "" ? "" : requireMac(written);
      let left = ips;
      for (const ip of done ? [] : ips) {
        const macs = mac === "" ? [] : ip.macs.filter((one) => one !== mac);
        if (!ip.bindMac || macs.length === ip.macs.length) continue;
        if (macs.length === 0 && isNothingButDevices(ip)) {
          await takeAway(scope, ip, now);
          left = left.filter(({ id }) => id !== ip.id);
          continue;
        }
        left = replaced(left, await saveSettings(scope, ip, { macs, bindMac: macs.length > 0 }));
      }
      if (!done) await scope.requests.finish(request, now);
      return { login, macs: boundTo(left) };
    });
}

function requireMac(written: string): string {
  const mac = macOf(written);
  if (mac !== null) return mac;
  throw refuse.field_invalid("A field cannot be as it was written.", {
    fields: [{ pointer: "/mac", detail: "must be a MAC address" }],
  });
}

/** The login with its IPs, locked in the order in which everybody locks them. */
async function heldBy(
  { logins, ips }: Radius,
  loginId: string,
  sees: Sees,
): Promise<{ readonly login: Login; readonly ips: readonly Ip[] }> {
  const login = requireLive(await logins.find(loginId), loginId, sees);
  const all = await ips.lockOf(login.subscriptionId);
  return { login, ips: all.filter((ip) => ip.loginId === loginId && !isGone(ip)) };
}

const boundTo = (ips: readonly Ip[]): readonly string[] =>
  ips.flatMap(({ bindMac: binds, macs }) => (binds ? macs : []));

const replaced = (ips: readonly Ip[], saved: Ip): readonly Ip[] =>
  ips.map((ip) => (ip.id === saved.id ? saved : ip));

function placeFor(ips: readonly Ip[]): Ip {
  const binding = ips.filter(({ bindMac: binds }) => binds);
  const place = (binding.length === 0 ? ips : binding).find(({ macs }) => macs.length < mostMacs);
  if (place !== undefined) return place;
  throw refuse.macs_full(`A login is bound to ${mostMacs} devices at most; clear one first.`);
}

const nothingButTheDevice: Omit<IpSettings, "loginId" | "macs"> = {
  routingPointId: null,
  address: null,
  ipClassId: null,
  netmask: "",
  dns1: "",
  dns2: "",
  gateway: "",
  firewallRule: "",
  proxy: false,
  publicIp: false,
  networkAllowed: false,
  bindMac: true,
  speed: null,
  message: "",
  notes: "",
};

function isNothingButDevices(ip: Ip): boolean {
  const { bindMac: _, ...fixed } = nothingButTheDevice;
  return Object.entries(fixed).every(([name, value]) => ip[name as keyof typeof fixed] === value);
}
