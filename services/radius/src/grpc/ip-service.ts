import { common, radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { isGone, type SecretBox } from "@isp/kernel";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { writeRequests } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import { type Ip, type IpSettings, notFixed } from "../domain/ip.ts";
import { ipItemOf } from "../events/published.ts";
import type { BindMac, Bound, UnbindMac } from "../usecases/bind-mac.ts";
import type { ChangeIp } from "../usecases/change-ip.ts";
import type { CreateIp } from "../usecases/create-ip.ts";
import type { Radius } from "../usecases/ports.ts";
import type { RemoveIp } from "../usecases/remove-ip.ts";
import { given, requireRequestId } from "./request.ts";

export type IpDependencies = {
  readonly look: Transact<Pick<Radius, "ips">>;
  readonly createIp: CreateIp;
  readonly changeIp: ChangeIp;
  readonly removeIp: RemoveIp;
  readonly bindMac: BindMac;
  readonly unbindMac: UnbindMac;
  readonly box: SecretBox;
};

export function ipService(parts: IpDependencies): Handlers<typeof radius.IpServiceService> {
  const toRequest = writeRequests(parts.box);
  const seenBy = (caller: Caller) => (businessUnitId: string) => sees(caller, businessUnitId);
  return {
    async createIp(request, caller) {
      requireRequestId(request);
      const ip = await parts.createIp(toRequest("CreateIp", request), {
        subscriptionId: request.subscriptionId,
        settings: settingsOf(given(request.ip, "ip")),
        sees: seenBy(caller),
      });
      return { ip: toMessage(ip) };
    },
    async getIp({ id }, caller) {
      const ip = await parts.look(({ ips }) => ips.find(id));
      if (ip === null || isGone(ip) || !sees(caller, ip.businessUnitId))
        throw refuse.ip_not_found(`There is no IP ${id}.`);
      return { ip: toMessage(ip) };
    },
    async updateIp(request, caller) {
      requireRequestId(request);
      const { id, expectedVersion, fields } = request;
      const named = Object.entries(settingsOf(given(request.ip, "ip"))).filter(([field]) =>
        fields.includes(field),
      );
      const settings: Partial<IpSettings> = Object.fromEntries(named);
      const change = { id, expectedVersion, settings, sees: seenBy(caller) };
      return { ip: toMessage(await parts.changeIp(toRequest("UpdateIp", request), change)) };
    },
    async deleteIp(request, caller) {
      requireRequestId(request);
      const { id, expectedVersion } = request;
      const named = { id, expectedVersion, sees: seenBy(caller) };
      await parts.removeIp(toRequest("DeleteIp", request), named);
      return {};
    },
    async bindMac(request, caller) {
      requireRequestId(request);
      const named = { loginId: request.loginId, mac: request.mac, sees: seenBy(caller) };
      return toBound(await parts.bindMac(toRequest("BindMac", request), named));
    },
    async unbindMac(request, caller) {
      requireRequestId(request);
      const named = { loginId: request.loginId, mac: request.mac, sees: seenBy(caller) };
      return toBound(await parts.unbindMac(toRequest("UnbindMac", request), named));
    },
  };
}

function toBound({ login, macs }: Bound): radius.BindMacResponse {
  const { customerId, subscriptionId } = login;
  return { macs: [...macs], customerId, subscriptionId };
}

const orNull = (id: string) => (id === "" ? null : id);
const still: common.Rate = { downKbps: 0, upKbps: 0 };

function settingsOf({ item: _item, speed, ...ip }: radius.Ip): IpSettings {
  const businessHours = speed?.businessHours ?? still;
  const otherHours = speed?.otherHours ?? businessHours;
  return {
    ...ip,
    routingPointId: orNull(ip.routingPointId),
    loginId: orNull(ip.loginId),
    ipClassId: orNull(ip.ipClassId),
    address: [notFixed, ""].includes(ip.address) ? null : ip.address,
    speed: speed === undefined ? null : { businessHours, otherHours },
  };
}

function toMessage(ip: Ip): radius.Ip {
  const { netmask, dns1, dns2, gateway, firewallRule, proxy, publicIp, networkAllowed } = ip;
  const { bindMac, macs, speed, message, notes } = ip;
  return {
    netmask,
    dns1,
    dns2,
    gateway,
    firewallRule,
    proxy,
    publicIp,
    networkAllowed,
    bindMac,
    macs: [...macs],
    message,
    notes,
    item: ipItemOf(ip),
    routingPointId: ip.routingPointId ?? "",
    loginId: ip.loginId ?? "",
    address: ip.address ?? notFixed,
    ipClassId: ip.ipClassId ?? "",
    speed: speed ?? undefined,
  };
}
