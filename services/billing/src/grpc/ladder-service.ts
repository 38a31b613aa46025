import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import { toInvoiceMessage } from "../events/published.ts";
import type { ContestInvoices } from "../usecases/contest-invoice.ts";
import type { ApproveDay } from "../usecases/decide-day.ts";
import type { Billing } from "../usecases/ports.ts";
import type { PromiseCustomer } from "../usecases/promise-customer.ts";
import type { ReadCustomerLadder } from "../usecases/read-customer-ladder.ts";
import type { UnlockInTrust } from "../usecases/unlock-in-trust.ts";
import type { WriteDefaultPolicy } from "../usecases/write-default-policy.ts";
import {
  toContestMessage,
  toDayMessage,
  toLadderMessage,
  toPoliciesMessage,
  toPromisedMessage,
  toUnlockMessage,
} from "./ladder-messages.ts";
import { nextToken, pageOf } from "./reading.ts";

type Parts = {
  readonly read: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly policies: WriteDefaultPolicy;
  readonly approve: ApproveDay;
  readonly customer: ReadCustomerLadder;
  readonly promise: PromiseCustomer;
  readonly unlock: UnlockInTrust;
  readonly contests: ContestInvoices;
};

type Service = Handlers<typeof billing.LadderServiceService>;
type UnitMethod = Extract<
  keyof Service,
  `${string}DefaultPolicy` | `${string}DefaultDay${string}` | "listOpenInvoices"
>;

export function ladderService(parts: Parts): Service {
  return { ...unitMethods(parts), ...customerMethods(parts) };
}

/** A policy is written with its words: what the message calls `on` is a predicate here. */
const fieldNames: Readonly<Record<string, string>> = { on: "isOn", automatic: "isAutomatic" };

function unitMethods({ read, toRequest, policies, approve }: Parts): Pick<Service, UnitMethod> {
  return {
    async getDefaultPolicy({ businessUnitId }, { units }) {
      return toPoliciesMessage(await policies.read(businessUnitId, units));
    },
    async updateDefaultPolicy(request, { operatorName: by, units }) {
      const named = toRequest("UpdateDefaultPolicy", request);
      const { policy } = request;
      if (policy === undefined) throw refuse.invalid("The policy is missing.");
      const { on: isOn, automatic: isAutomatic, ...rest } = policy;
      const wanted = { ...rest, isOn, isAutomatic };
      const fields = request.fields.map((field) => fieldNames[field] ?? field);
      return toPoliciesMessage(await policies.update(named, wanted, { fields, by }, units));
    },
    async listDefaultDays(request, { units }) {
      const page = pageOf(request);
      const days = await read(({ defaultDays }) =>
        defaultDays.list(request.businessUnitId, units, page),
      );
      return {
        days: days.map((day) => toDayMessage(day, [])),
        nextPageToken: nextToken(days, page),
      };
    },
    async listOpenInvoices(request, { units }) {
      const page = pageOf(request);
      const found = await read(({ overdue }) => overdue.open(request, units, page));
      return { invoices: found.map(toInvoiceMessage), nextPageToken: nextToken(found, page) };
    },
    async getDefaultDay({ id }, { units }) {
      return read(async ({ defaultDays }) => {
        const day = await defaultDays.find(id, units);
        return { day: toDayMessage(day, await defaultDays.entries(id)) };
      });
    },
    async approveDefaultDay(request, { operatorName: by, units }) {
      const named = toRequest("ApproveDefaultDay", request);
      const { id, excludedIds } = request;
      const day = await approve(named, { id, excludedIds, by }, units);
      const entries = await read(({ defaultDays }) => defaultDays.entries(id));
      return { day: toDayMessage(day, entries) };
    },
  };
}

const lettersShown = 50;

function customerMethods(parts: Parts): Omit<Service, UnitMethod> {
  const { read, toRequest, customer, promise, unlock, contests } = parts;
  return {
    async getCustomerLadder({ customerId }, { units }) {
      const held = await customer(customerId, units);
      const page = { limit: lettersShown, after: "" };
      const filter = { customerId, businessUnitId: "" };
      const letters = await read(({ notices }) => notices.list(filter, units, page));
      return { ladder: toLadderMessage(held, letters) };
    },
    async promiseCustomer(request, { operatorName: by, units }) {
      const named = toRequest("PromiseCustomer", request);
      const { customerId, reason, expectedVersion, neverSuspendUntilOn } = request;
      const untilOn = neverSuspendUntilOn === "" ? null : neverSuspendUntilOn;
      const given = { customerId, untilOn, reason, expectedVersion, by };
      return { promised: toPromisedMessage(await promise(named, given, units)) };
    },
    async unlockInTrust(request, { operatorName: by, units }) {
      const named = toRequest("UnlockInTrust", request);
      const { customerId } = request;
      return { unlock: toUnlockMessage(await unlock(named, { customerId, by }, units)) };
    },
    async contestInvoice(request, { operatorName: by, units }) {
      const named = toRequest("ContestInvoice", request);
      const { invoiceId, reason } = request;
      const contest = await contests.open(named, { invoiceId, reason, by }, units);
      return { contest: toContestMessage(contest) };
    },
    async answerContest(request, { operatorName: by, units }) {
      const named = toRequest("AnswerContest", request);
      const { id, answer } = request;
      const outcome = outcomeOf(request.outcome);
      const contest = await contests.answer(named, { id, outcome, answer, by }, units);
      return { contest: toContestMessage(contest) };
    },
  };
}

function outcomeOf(text: string): "rejected" | "upheld" {
  if (text === "rejected" || text === "upheld") return text;
  const detail = "must be rejected or upheld";
  throw refuse.invalid(`/outcome ${detail}.`, { fields: [{ pointer: "/outcome", detail }] });
}
