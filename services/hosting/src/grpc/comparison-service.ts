import type { hosting } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import { toItem } from "../events/published.ts";
import type { AcceptZone } from "../usecases/compare/accept-zone.ts";
import type { ApplyAgain } from "../usecases/compare/apply-again.ts";
import type { CompareOne } from "../usecases/compare/compare-item.ts";
import type { ReadZone } from "../usecases/compare/read-zone.ts";
import type { ReadCertificate } from "../usecases/read-certificate.ts";
import type { WorkKind } from "../usecases/ports.ts";

type Parts = {
  readonly toRequest: ToWriteRequest;
  readonly comparing: Readonly<Record<WorkKind, CompareOne>>;
  readonly applying: Readonly<Record<WorkKind, ApplyAgain>>;
  readonly accept: AcceptZone;
  readonly readZone: ReadZone;
  readonly certificate: ReadCertificate;
};

export function comparisonService(parts: Parts): Handlers<typeof hosting.ComparisonServiceService> {
  const { toRequest, comparing, applying, accept, readZone, certificate } = parts;
  return {
    async compareItem({ id, kind }, caller) {
      return { item: await comparing[kindOf(kind)](id, caller.units) };
    },
    async applyItemAgain(request, caller) {
      const { kind, id, forgetAccepted } = request;
      const named = toRequest("ApplyItemAgain", request);
      return { item: await applying[kindOf(kind)](named, { id, forgetAccepted }, caller.units) };
    },
    async acceptZone(request, caller) {
      const named = toRequest("AcceptZone", request);
      return { item: toItem(await accept(named, request.id, caller.units)) };
    },
    async readDomainCertificate({ id }, caller) {
      return { certificate: await certificate(id, caller.units) };
    },
    async readZone({ id }, caller) {
      const { isServed, records } = await readZone(id, caller.units);
      return {
        served: isServed,
        records: records.map(({ isAccepted, wanted, found, ...set }) => ({
          ...set,
          wanted: [...wanted],
          found: [...found],
          accepted: isAccepted,
        })),
      };
    },
  };
}

const kinds: readonly WorkKind[] = ["domain", "database", "ftp-user", "dns-host"];

function kindOf(word: string): WorkKind {
  const kind = kinds.find((one) => one === word);
  if (kind !== undefined) return kind;
  const fields = [{ pointer: "/kind", detail: `must be one of ${kinds.join(", ")}` }];
  throw refuse.kind_invalid("Nothing of this kind is on a server.", { fields });
}
