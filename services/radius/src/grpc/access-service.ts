import { common, type radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { SecretBox } from "@isp/kernel";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { connectionKinds } from "../usecases/preview.ts";
import { refuse } from "../domain/errors.ts";
import type { ChangeLoginPassword } from "../usecases/change-login-password.ts";
import type { CreateLogin } from "../usecases/create-login.ts";
import type { Radius, Subscriptions } from "../usecases/ports.ts";
import type { ReleaseAccess } from "../usecases/release-access.ts";
import type { ReserveAccess } from "../usecases/reserve-access.ts";
import type { ReserveAccesses } from "../usecases/reserve-accesses.ts";
import { writeRequests } from "@isp/runtime";
import { toLoginMessage } from "./messages.ts";
import { given, requireRequestId } from "./request.ts";

export type AccessDependencies = {
  readonly transact: Transact<Pick<Radius, "logins">>;
  readonly subscriptions: Subscriptions;
  readonly reserveAccess: ReserveAccess;
  readonly releaseAccess: ReleaseAccess;
  readonly reserveAccesses: ReserveAccesses;
  readonly createLogin: CreateLogin;
  readonly changeLoginPassword: ChangeLoginPassword;
  readonly box: SecretBox;
};

export function accessService(
  dependencies: AccessDependencies,
): Handlers<typeof radius.AccessServiceService> {
  const { transact, reserveAccess, changeLoginPassword, box } = dependencies;
  return {
    async reserveAccess(request) {
      requireRequestId(request);
      const write = writeRequests(box)("ReserveAccess", request);
      return reserveAccess(write, accessOf(request));
    },
    async releaseAccess(request) {
      requireRequestId(request);
      await dependencies.releaseAccess(request.subscriptionId);
      return {};
    },
    async reserveAccesses(request) {
      requireRequestId(request);
      const named = request.accesses.map(({ loginId, mailboxId, access }) => ({
        ...accessOf(given(access, "access")),
        loginId,
        mailboxId,
      }));
      await dependencies.reserveAccesses(request.requestId, named);
      return {};
    },
    createLogin: (request, caller) => create(dependencies, request, caller),
    async getLogin({ id }, caller) {
      const login = await transact(({ logins }) => logins.find(id));
      if (login === null || login.state === "deleting" || !sees(caller, login.businessUnitId))
        throw refuse.login_not_found(`There is no login ${id}.`);
      return { login: toLoginMessage(login) };
    },
    async changeLoginPassword(request, caller) {
      requireRequestId(request);
      const login = await changeLoginPassword(writeRequests(box)("ChangeLoginPassword", request), {
        id: request.id,
        password: request.password,
        sees: (businessUnitId) => sees(caller, businessUnitId),
      });
      return { login: toLoginMessage(login) };
    },
  };
}

async function create(
  { subscriptions, createLogin, box }: AccessDependencies,
  request: radius.CreateLoginRequest,
  caller: Caller,
): Promise<radius.CreateLoginResponse> {
  requireRequestId(request);
  const { subscriptionId, username, password, portalAccess } = request;
  const subscription = await subscriptions.get(subscriptionId);
  if (!sees(caller, subscription.businessUnitId))
    throw refuse.subscription_not_found(`There is no subscription ${subscriptionId}.`);
  if (!connectionKinds.has(subscription.planKind))
    throw refuse.plan_without_login("This kind of plan carries no login.");
  if (subscription.mailDomain === "")
    throw refuse.mail_domain_unknown("The business unit has no mail domain.");
  const {
    service: _service,
    loginCreatesMailbox,
    planKind: _,
    options: _options,
    ...of
  } = subscription;
  const access = {
    ...of,
    subscriptionId,
    username,
    password,
    isHeld: false,
    hasPortalAccess: portalAccess,
    withMailbox: loginCreatesMailbox,
  };
  const readService = async () => (await subscriptions.get(subscriptionId)).service;
  const write = writeRequests(box)("CreateLogin", request);
  const login = await createLogin(write, access, readService);
  return { login: toLoginMessage(login) };
}

function accessOf(request: radius.ReserveAccessRequest) {
  const plan = given(request.plan, "plan");
  return {
    subscriptionId: request.subscriptionId,
    customerId: request.customerId,
    businessUnitId: request.businessUnitId,
    routingPointId: request.routingPointId === "" ? null : request.routingPointId,
    mailDomain: request.mailDomain,
    username: request.username,
    password: request.password,
    isHeld: !request.saveOnServer,
    isMain: request.main,
    hasPortalAccess: request.portalAccess,
    plan: JSON.stringify(common.PlanTerms.toJSON(plan)),
    withMailbox: plan.loginCreatesMailbox,
  };
}
