import { common } from "@isp/contracts";
import { interimSeconds } from "../accounting/interval.ts";
import type { Period } from "../domain/business-hours.ts";
import type { Speed } from "../domain/ip.ts";
import type { Vendor } from "../domain/network.ts";
import { encodeAttributes } from "./encode.ts";
import { type Rate, rateLimit } from "./rate-limit.ts";

/** What a plan's terms grant on the line. */
export type Grant = {
  /** Sessions at once; 0 means no limit. */
  readonly simultaneousUse: number;
  readonly rate: (period: Period) => Rate | undefined;
  /** Attributes of an Access-Accept, encoded once for each maker and period. */
  readonly reply: (vendor: Vendor, period: Period) => Buffer;
  /** The same with another speed (C92). */
  readonly withSpeed: (speed: Speed) => Grant;
};

/** One grant for all logins with the same terms: a provider has few plans and many customers. */
export function grants(): (terms: string) => Grant {
  const known = new Map<string, Grant>();
  return (terms) => {
    const grant = known.get(terms) ?? grantOf(common.PlanTerms.fromJSON(JSON.parse(terms)));
    known.set(terms, grant);
    return grant;
  };
}

type Terms = Pick<common.PlanTerms, "simultaneousUse" | "speed">;

function grantOf({ simultaneousUse, speed }: Terms): Grant {
  const rates: Record<Period, Rate | undefined> = {
    business: speed?.businessHours ?? speed?.otherHours,
    other: speed?.otherHours ?? speed?.businessHours,
  };
  const replies = new Map<string, Buffer>();
  const faster = new Map<string, Grant>();
  return {
    simultaneousUse,
    withSpeed(other) {
      const key = JSON.stringify(other);
      const grant = faster.get(key) ?? grantOf({ simultaneousUse, speed: other });
      faster.set(key, grant);
      return grant;
    },
    rate: (period) => rates[period],
    reply(vendor, period) {
      const key = `${vendor} ${period}`;
      const encoded = replies.get(key) ?? encode(vendor, rates[period]);
      replies.set(key, encoded);
      return encoded;
    },
  };
}

function encode(vendor: Vendor, rate: Rate | undefined): Buffer {
  return encodeAttributes([
    { name: "Acct-Interim-Interval", value: interimSeconds },
    ...rateLimit(vendor, rate),
  ]);
}
