import { billing, common, radius } from "@isp/contracts";
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
      await access.reserveAccess({ ...rest, ...first, plan: toTermsMessage(plan) });
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
