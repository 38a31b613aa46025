import { plans } from "@isp/contracts";
import type { Channel } from "@isp/rpc";
import type { InService } from "../usecases/ports.ts";

export function grpcInService(channel: Channel): InService {
  const subscriptions = channel.client(plans.SubscriptionServiceService);
  return async (ids) => {
    const { existingIds } = await subscriptions.checkSubscriptions({ ids: [...new Set(ids)] });
    return new Set(existingIds);
  };
}
