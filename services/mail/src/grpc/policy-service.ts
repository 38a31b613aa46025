import { mail } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { ReadUnitPolicy, WriteUnitPolicy } from "../usecases/write-unit-policy.ts";

type Parts = {
  readonly toRequest: ToWriteRequest;
  readonly read: ReadUnitPolicy;
  readonly write: WriteUnitPolicy;
};

export function policyService(parts: Parts): Handlers<typeof mail.MailPolicyServiceService> {
  return {
    async getMailPolicy({ businessUnitId }, { units }) {
      return { policy: await parts.read(businessUnitId, units) };
    },
    async updateMailPolicy(request, { units }) {
      const wanted = mail.MailPolicy.fromPartial(request.policy ?? {});
      const named = parts.toRequest("UpdateMailPolicy", request);
      return { policy: await parts.write(named, wanted, units) };
    },
  };
}
