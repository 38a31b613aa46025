import { billing, common, plans, radius } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { toItem } from "../events/item-consumers.ts";
import { toSubscriptionMessage, toTermsMessage } from "../events/published.ts";
import type { Participant } from "../domain/operation.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Neighbours, PreviewSide } from "../usecases/neighbour-ports.ts";

/** An operator waits for it: who has not answered by then is silent. */
const previewMs = 2_000;

/** A batch hashes and writes hundreds of rows. */
const batchMs = 50_000;

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
    async reserveAccesses(requestId, accesses) {
      if (accesses.length === 0) return;
      const named = accesses.map(({ loginId, mailboxId, plan, ...rest }) => {
        const first = { main: true, portalAccess: true };
        const access = { ...rest, ...first, requestId, plan: toTermsMessage(plan) };
        return { loginId, mailboxId, access };
      });
      const request = { requestId, accesses: named };
      await access.reserveAccesses(request, { deadlineMs: batchMs });
    },
    async takeOver(service, subscriptions, customers) {
      const told = service === "billing" ? toSubscriptionMessage : toServiceMessage;
      const request = {
        subscriptions: subscriptions.map(told),
        customers: customers.map(({ id, name, businessUnitId }) => ({ id, name, businessUnitId })),
      };
      const client = channels[service].client(plans.ImportParticipantServiceService);
      const { items } = await client.takeOver(request, { deadlineMs: batchMs });
      return items.map(toItem);
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

/** Servers follow the service alone; only billing needs the rest. */
function toServiceMessage({ id, version, service }: Subscription): plans.Subscription {
  return plans.Subscription.fromPartial({ id, version, service });
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
