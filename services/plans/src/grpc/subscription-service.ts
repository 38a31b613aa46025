import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toDriftMessage, toSubscriptionMessage } from "../events/published.ts";
import type { CreateSubscription, SubscriptionOrder } from "../usecases/create-subscription.ts";
import type { PlansScope } from "../usecases/ports.ts";
import type { UpdateSubscriptionBilling } from "../usecases/update-subscription-billing.ts";
import type { UpdateSubscriptionContract } from "../usecases/update-subscription-contract.ts";
import type { UpdateSubscriptionDetail } from "../usecases/update-subscription-detail.ts";
import { actorOf, given, nextToken, pageOf, toDiscount } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly createSubscription: CreateSubscription;
  readonly updateDetail: UpdateSubscriptionDetail;
  readonly updateBilling: UpdateSubscriptionBilling;
  readonly updateContract: UpdateSubscriptionContract;
};

export function subscriptionService(
  parts: Parts,
): Handlers<typeof plans.SubscriptionServiceService> {
  const { read, toRequest } = parts;
  return {
    async createSubscription(request, caller) {
      const named = toRequest("CreateSubscription", request);
      const created = await parts.createSubscription(named, toOrder(request), actorOf(caller));
      return { ...created, subscription: toSubscriptionMessage(created.subscription) };
    },
    async getSubscription({ id }, caller) {
      return read(async ({ subscriptions, units, items, plans }) => {
        const subscription = await subscriptions.find(id, caller.units);
        const { mailDomain } = await units.find(subscription.businessUnitId, "all");
        const { options } = await plans.find(subscription.plan.planId, "all");
        const under = await items.ofSubscriptions([id]);
        return {
          subscription: toSubscriptionMessage(subscription),
          items: [...under],
          mailDomain,
          options: [...options],
        };
      });
    },
    async listSubscriptions({ customerId, list }, caller) {
      return read(async ({ customers, subscriptions }) => {
        await customers.find(customerId, caller.units);
        const found = await subscriptions.ofCustomer(customerId, list, caller.units);
        return { subscriptions: found.map(toSubscriptionMessage) };
      });
    },
    async updateSubscriptionDetail(request, caller) {
      const named = toRequest("UpdateSubscriptionDetail", request);
      const subscription = await parts.updateDetail(named, request, actorOf(caller));
      return { subscription: toSubscriptionMessage(subscription) };
    },
    async updateSubscriptionBilling(request, caller) {
      const named = toRequest("UpdateSubscriptionBilling", request);
      const edit = { ...request, discount: toDiscount(request.discount) };
      const subscription = await parts.updateBilling(named, edit, actorOf(caller));
      return { subscription: toSubscriptionMessage(subscription) };
    },
    async updateSubscriptionContract(request, caller) {
      const named = toRequest("UpdateSubscriptionContract", request);
      const edit = { ...request, contract: given(request.contract, "/") };
      const subscription = await parts.updateContract(named, edit, actorOf(caller));
      return { subscription: toSubscriptionMessage(subscription) };
    },
    async listDrift(request, caller) {
      const page = pageOf(request);
      return read(async ({ subscriptions, customers }) => {
        const { businessUnitId } = request;
        const found = await subscriptions.drifting(businessUnitId, caller.units, page);
        const names = await customers.names(found.map(({ customerId }) => customerId));
        const drifting = found.map((held) => ({
          subscriptionId: held.id,
          number: held.number,
          customerId: held.customerId,
          customerName: names.get(held.customerId) ?? "",
          businessUnitId: held.businessUnitId,
          drift: toDriftMessage(held),
        }));
        return { subscriptions: drifting, nextPageToken: nextToken(found, page) };
      });
    },
    async checkSubscriptions({ ids }) {
      const existingIds = await read(({ subscriptions }) => subscriptions.existing(ids));
      return { existingIds: [...existingIds] };
    },
  };
}

export function toOrder(request: plans.CreateSubscriptionRequest): SubscriptionOrder {
  const { requestId: _requestId, discount, access, billedThroughOn, contract, ...order } = request;
  return {
    ...order,
    advanceBilling: order.advanceBilling,
    discount: toDiscount(discount),
    access: access ?? null,
    billedThroughOn: billedThroughOn === "" ? null : billedThroughOn,
    contract: contract ?? null,
  };
}
