import type { common } from "@isp/contracts";
import { isGone } from "@isp/kernel";
import { type Ip, nameOf } from "../domain/ip.ts";
import type { Login } from "../domain/login.ts";
import { keepsSpeedOf, speedWords } from "./follow-ips.ts";

/** Plans whose customers connect with a user name (C85). */
export const connectionKinds: ReadonlySet<string> = new Set([
  "dial-up",
  "broadband",
  "ivr-extra-point",
]);

type Asked = Pick<common.PreviewRequest, "kind" | "to" | "choices">;

/** What an operation would do to the logins and IPs of a subscription (C48 to C54, D10, D19). */
export function previewOf(
  logins: readonly Login[],
  ips: readonly Ip[],
  asked: Asked,
): common.PreviewResponse {
  const held = logins.filter((login) => login.state !== "deleting" && !isGone(login));
  const heldIps = ips.filter((ip) => !isGone(ip));
  const effects = [
    ...held.map((login) => effectOn(login, asked)),
    ...heldIps.map((ip) => effectOnIp(ip, asked)),
  ];
  const conflicts = [...conflictsOf(held, asked), ...ipConflictsOf(heldIps, asked)];
  return { effects, warnings: [], conflicts };
}

const endsAll = ({ kind }: Asked) => kind === "cancel" || kind === "delete";

function effectOn(login: Login, asked: Asked): common.Effect {
  const isEnd = endsAll(asked);
  return {
    itemId: login.id,
    itemKind: "login",
    itemName: login.name,
    itemVersion: login.version,
    action: isEnd ? "released" : "moved",
    detail: isEnd ? "is refused from then on; its sessions are ended" : moveDetail(asked),
    amountCents: undefined,
  };
}

function moveDetail({ kind, to, choices }: Asked): string {
  const rate = to?.plan?.speed?.businessHours;
  const isNew = kind === "transfer" && choices["login-password"] === "new";
  return [
    isNew ? "gets a new password" : "keeps its password",
    ...(kind === "transfer" ? ["loses its access to the portal"] : []),
    ...(rate === undefined ? [] : [`${rate.downKbps} kbit/s down, ${rate.upKbps} up`]),
    // Without a speed of ours there is nothing to tell while the session runs.
    kind === "change-plan" && rate !== undefined
      ? "its sessions go on with the new speed"
      : "its sessions are ended once",
  ].join("; ");
}

function conflictsOf(held: readonly Login[], { to }: Asked): common.Remark[] {
  const plan = to?.plan;
  if (plan === undefined || held.length === 0 || connectionKinds.has(plan.kind)) return [];
  const detail = `${plan.name} carries no login, and the subscription has ${held.length}`;
  return [{ code: "radius.plan_without_login", detail, itemId: held[0]?.id ?? "" }];
}

function effectOnIp(ip: Ip, asked: Asked): common.Effect {
  const isEnd = endsAll(asked);
  return {
    itemId: ip.id,
    itemKind: "ip",
    itemName: nameOf(ip),
    itemVersion: ip.version,
    action: isEnd ? "released" : "moved",
    detail: isEnd ? "is refused from then on" : ipMoveDetail(ip, asked),
    amountCents: undefined,
  };
}

function ipMoveDetail(ip: Ip, { kind, choices }: Asked): string {
  return ["keeps its address", ...speedWords(ip, keepsSpeedOf(kind, choices))].join("; ");
}

function ipConflictsOf(held: readonly Ip[], { to }: Asked): common.Remark[] {
  const plan = to?.plan;
  if (plan === undefined || held.length === 0 || connectionKinds.has(plan.kind)) return [];
  const detail = `${plan.name} carries no IP, and the subscription has ${held.length}`;
  return [{ code: "radius.plan_without_ip", detail, itemId: held[0]?.id ?? "" }];
}
