import { billing, common, radius } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { toTermsMessage } from "../events/published.ts";
import type { Participant } from "../domain/operation.ts";
import type { Neighbours } from "../usecases/ports.ts";

/** The other services as plans sees them. */
export function grpcNeighbours(channels: Readonly<Record<Participant, Channel>>): Neighbours {
  const access = channels.radius.client(radius.AccessServiceService);
  const network = channels.radius.client(radius.NetworkServiceService);
  const terms = channels.billing.client(billing.TermsServiceService);
  return {
    async reserveAccess(request) {
      const { plan, ...rest } = request;
      const first = { main: true, portalAccess: true };
      const wanted = { ...rest, ...first, plan: toTermsMessage(plan) };
      await access.reserveAccess(wanted).catch(pointInto("/access"));
    },
    async routingPointExists(id, businessUnitId) {
      const { exists } = await network.checkRoutingPoint({ id, businessUnitId });
      return exists;
    },
    resolveTerms: (wanted) => terms.resolveTerms(wanted),
    async retry(service, requestId, operationId) {
      const participant = channels[service as Participant].client(
        common.OperationParticipantService,
      );
      await participant.retry({ requestId, operationId });
    },
  };
}

/** Their fields are part of ours: a wrong user name is wrong at /access/username. */
function pointInto(parent: string) {
  return (error: unknown): never => {
    if (!(error instanceof DomainError) || error.fields.length === 0) throw error;
    const { code, kind, details, message } = error;
    const fields = error.fields.map(({ pointer, detail }) => ({
      pointer: `${parent}${pointer}`,
      detail,
    }));
    throw new DomainError({ code, kind, details, fields }, message, { cause: error });
  };
}
