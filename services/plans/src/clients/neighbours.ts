import { billing, common, radius } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { toTermsMessage } from "../events/published.ts";
import type { Participant } from "../domain/operation.ts";
import type { Neighbours, PreviewSide } from "../usecases/ports.ts";

/** An operator waits for it: who has not answered by then is silent. */
const previewMs = 2_000;

/** The other services as plans sees them. */
export function grpcNeighbours(channels: Readonly<Record<Participant, Channel>>): Neighbours {
  const access = channels.radius.client(radius.AccessServiceService);
  const network = channels.radius.client(radius.NetworkServiceService);
  const terms = channels.billing.client(billing.TermsServiceService);
  const participant = (service: Participant) =>
    channels[service].client(common.OperationParticipantService);
  return {
    async reserveAccess(request) {
      const { plan, ...rest } = request;
      const first = { main: true, portalAccess: true };
      const wanted = { ...rest, ...first, plan: toTermsMessage(plan) };
      await access.reserveAccess(wanted).catch(pointInto("/access"));
    },
    async releaseAccess(requestId, subscriptionId) {
      await access.releaseAccess({ requestId, subscriptionId });
    },
    async routingPointExists(id, businessUnitId) {
      const { exists } = await network.checkRoutingPoint({ id, businessUnitId });
      return exists;
    },
    async routingPointsIn(businessUnitId) {
      const page = { businessUnitId, pageSize: 1, pageToken: "" };
      const { routingPoints } = await network.listRoutingPoints(page);
      return routingPoints.length;
    },
    resolveTerms: (wanted) => terms.resolveTerms(wanted),
    async retry(service, requestId, operationId) {
      await participant(service).retry({ requestId, operationId });
    },
    async preview(service, { from, to, choices, ...asked }) {
      const request = {
        ...asked,
        from: toSideMessage(from),
        to: to === null ? undefined : toSideMessage(to),
        choices: { ...choices },
      };
      const answer = await participant(service).preview(request, { deadlineMs: previewMs });
      return { service, ...answer };
    },
    async takeSecrets(service, requestId, operationId) {
      const taken = await participant(service).takeSecrets({ requestId, operationId });
      return taken.secrets;
    },
  };
}

function toSideMessage({ plan, ...side }: PreviewSide): common.OperationSide {
  return { ...side, plan: toTermsMessage(plan) };
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
