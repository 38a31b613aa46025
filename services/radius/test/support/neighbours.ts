import { mail, plans } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import { type RpcServer, rpcServer } from "@isp/rpc";
import type { TestIdentity } from "@isp/testing";

/** The two services that radius asks, as far as it asks them, on real gRPC with real certificates. */
export type Neighbours = {
  readonly plansUrl: string;
  readonly mailUrl: string;
  readonly mailCalls: { readonly rpc: string; readonly request: Record<string, unknown> }[];
  /** Subscriptions that plans knows. */
  readonly known: Map<string, plans.GetSubscriptionResponse>;
  readonly mailRefuses: { with: DomainError | undefined };
  /** Happens while mail is asked for a mailbox. */
  readonly meanwhile: { run: () => Promise<unknown> };
  readonly stop: () => Promise<void>;
};

export async function startNeighbours(identities: {
  readonly plans: TestIdentity;
  readonly mail: TestIdentity;
}): Promise<Neighbours> {
  const known: Neighbours["known"] = new Map();
  const mailCalls: Neighbours["mailCalls"] = [];
  const mailRefuses: Neighbours["mailRefuses"] = { with: undefined };
  const meanwhile: Neighbours["meanwhile"] = { run: () => Promise.resolve() };
  const called = (rpc: string, request: object): void => {
    mailCalls.push({ rpc, request: { ...request } });
    if (mailRefuses.with !== undefined) throw mailRefuses.with;
  };

  const plansServer = rpcServer(identities.plans, () => undefined);
  plansServer.add(plans.SubscriptionServiceService, {
    ...unexpected(plans.SubscriptionServiceService),
    async checkSubscriptions({ ids }: plans.CheckSubscriptionsRequest) {
      return { existingIds: ids.filter((id) => known.has(id)) };
    },
    async getSubscription({ id }: plans.GetSubscriptionRequest) {
      const found = known.get(id);
      if (found === undefined)
        throw new DomainError({ code: "plans.subscription_not_found", kind: "not_found" }, "No.");
      return found;
    },
  } as never);

  const mailServer = rpcServer(identities.mail, () => undefined);
  mailServer.add(mail.MailboxServiceService, {
    ...unexpected(mail.MailboxServiceService),
    async reserveMailbox(request: mail.ReserveMailboxRequest) {
      called("reserve", request);
      await meanwhile.run();
      return { mailboxId: request.loginId.replace(/^./, "f") };
    },
    async releaseMailbox(request: mail.ReleaseMailboxRequest) {
      called("release", request);
      return {};
    },
    async renameLoginMailbox(request: mail.RenameLoginMailboxRequest) {
      called("rename", request);
      await meanwhile.run();
      return {};
    },
    async deleteLoginMailbox(request: mail.DeleteLoginMailboxRequest) {
      called("delete", request);
      return {};
    },
    async changeMailboxPassword(request: mail.ChangeMailboxPasswordRequest) {
      called("password", request);
      return { mailbox: undefined };
    },
  } as never);

  const [plansUrl, mailUrl] = await Promise.all([plansServer, mailServer].map(listening));
  return {
    plansUrl: plansUrl!,
    mailUrl: mailUrl!,
    mailCalls,
    known,
    mailRefuses,
    meanwhile,
    async stop() {
      await Promise.all([plansServer.drain(200), mailServer.drain(200)]);
    },
  };
}

async function listening(server: RpcServer): Promise<string> {
  return `127.0.0.1:${await server.listen(0)}`;
}

function unexpected(definition: object): Record<string, () => Promise<never>> {
  const refuse = (name: string) => async (): Promise<never> => {
    throw new Error(`nobody expected ${name}`);
  };
  return Object.fromEntries(Object.keys(definition).map((name) => [name, refuse(name)]));
}
