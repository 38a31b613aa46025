import { defineErrors } from "@isp/kernel";
import { rpcAccess } from "@isp/contracts";
import { Metadata } from "@grpc/grpc-js";

export const refuse = defineErrors("rpc", {
  unauthenticated: { kind: "unauthenticated", title: "The caller is not known" },
  caller_refused: { kind: "forbidden", title: "This caller may not use this function" },
  permission_missing: { kind: "forbidden", title: "Your role does not allow this" },
  request_id_missing: { kind: "invalid", title: "The write has no request id" },
  deadline_missing: { kind: "invalid", title: "The call has no deadline" },
});

/** What an operator may do at most; null is no limit. */
export type CallerLimits = {
  readonly maxDiscountPercent: number | null;
  readonly backDatingDays: number | null;
};

export const noLimits: CallerLimits = { maxDiscountPercent: null, backDatingDays: null };

/** On whose behalf a call is made. */
export type Caller = {
  /** The certificate's name: a service, or the gateway. */
  readonly service: string;
  /** The operator, when the gateway calls for one; empty when a service calls for itself. */
  readonly operatorId: string;
  readonly operatorName: string;
  readonly permissions: ReadonlySet<string>;
  readonly limits: CallerLimits;
  /** Business units the caller may see. */
  readonly units: readonly string[] | "all";
};

const keys = {
  operatorId: "isp-operator-id",
  operatorName: "isp-operator-name-bin",
  permissions: "isp-permissions",
  units: "isp-units",
  maxDiscountPercent: "isp-max-discount-percent",
  backDatingDays: "isp-back-dating-days",
} as const;

/** A caller that acts for itself: a service, a scheduler, a test of a use case. */
export function serviceCaller(service: string): Caller {
  return {
    service,
    operatorId: "",
    operatorName: service,
    permissions: new Set(),
    limits: noLimits,
    units: "all",
  };
}

export function mayUse(caller: Caller, permission: string): boolean {
  return caller.permissions.has(permission) || caller.permissions.has("*");
}

export function sees(caller: Caller, businessUnitId: string): boolean {
  return caller.units === "all" || caller.units.includes(businessUnitId);
}

/** What belongs to the whole provider is changed by those who see every business unit. */
export function requireAllUnits({ units }: Caller): void {
  if (units === "all") return;
  throw refuse.permission_missing("This needs the sight of every business unit.");
}

/** What the gateway adds to its calls. Only its certificate is believed about it. */
export function callerMetadata(caller: Caller): Metadata {
  const metadata = new Metadata();
  metadata.set(keys.operatorId, caller.operatorId);
  metadata.set(keys.operatorName, Buffer.from(caller.operatorName));
  metadata.set(keys.permissions, [...caller.permissions].join(","));
  metadata.set(keys.units, caller.units === "all" ? "*" : caller.units.join(","));
  for (const limit of ["maxDiscountPercent", "backDatingDays"] as const) {
    const value = caller.limits[limit];
    if (value !== null) metadata.set(keys[limit], value.toString());
  }
  return metadata;
}

function readOperator(metadata: Metadata): Caller {
  const text = (key: string) => metadata.get(key)[0]?.toString() ?? "";
  const list = (key: string) =>
    text(key)
      .split(",")
      .filter((entry) => entry !== "");
  const limit = (key: string) => (text(key) === "" ? null : Number(text(key)));
  const units = list(keys.units);
  return {
    service: "gateway",
    operatorId: text(keys.operatorId),
    operatorName: text(keys.operatorName),
    permissions: new Set(list(keys.permissions)),
    limits: {
      maxDiscountPercent: limit(keys.maxDiscountPercent),
      backDatingDays: limit(keys.backDatingDays),
    },
    units: units.includes("*") ? "all" : units,
  };
}

/** Decides who calls, and refuses who may not. `service` is the name in the verified certificate. */
export function admit(path: string, service: string | undefined, metadata: Metadata): Caller {
  if (service === undefined) throw refuse.unauthenticated("The call came without a certificate.");
  const access = rpcAccess[path];
  if (access === undefined || !access.callers.includes(service)) {
    throw refuse.caller_refused(`${service} may not call ${path}.`, { details: { path } });
  }
  if (service !== "gateway") return serviceCaller(service);
  const caller = readOperator(metadata);
  if (access.permission !== "" && !mayUse(caller, access.permission)) {
    throw refuse.permission_missing(`This needs the permission ${access.permission}.`, {
      details: { permission: access.permission },
    });
  }
  return caller;
}
