import { transactor, type WriteRequest } from "@isp/db";
import { type Failpoints, newId, noFailpoints } from "@isp/kernel";
import { fakeClock, openTestDatabase } from "@isp/testing";
import { migrations } from "../../src/db/migrations/index.ts";
import { schemas } from "../../src/db/schemas.ts";
import { plansScope } from "../../src/db/scope.ts";
import type { Participant } from "../../src/domain/operation.ts";
import type { PreviewedOrder, PreviewPart } from "../../src/domain/previewed.ts";
import { cancelOperation } from "../../src/usecases/cancel-operation.ts";
import { commitPreviewed } from "../../src/usecases/commit-previewed.ts";
import { createBusinessUnit } from "../../src/usecases/create-business-unit.ts";
import { createCustomer } from "../../src/usecases/create-customer.ts";
import { createPlan } from "../../src/usecases/create-plan.ts";
import { createSubscription } from "../../src/usecases/create-subscription.ts";
import { enableSubscription } from "../../src/usecases/enable-subscription.ts";
import { operate } from "../../src/usecases/operate.ts";
import type { AccessRequest, ItemSecret, Neighbours } from "../../src/usecases/neighbour-ports.ts";
import type { Actor } from "../../src/usecases/ports.ts";
import { previewOperation } from "../../src/usecases/preview-operation.ts";
import { recordAnswer } from "../../src/usecases/record-answer.ts";
import { runScheduled } from "../../src/usecases/run-scheduled.ts";
import { takePasswords } from "../../src/usecases/take-passwords.ts";
import { writeListEntries } from "../../src/usecases/write-list-entries.ts";

export const ana: Actor = { name: "Ana", units: "all" };

export const named = (rpc: string, id = newId()): WriteRequest => ({
  requestId: id,
  rpc,
  fingerprint: "0".repeat(64),
});

type Said = Partial<Pick<PreviewPart, "effects" | "warnings" | "conflicts">>;

/** plans with its real database; the others are reached by gRPC, and say here what a test has them say. */
export async function openStand() {
  const clock = fakeClock("2026-06-10T12:00:00Z");
  const database = await openTestDatabase({ entities: schemas, migrations });
  const transact = transactor(database.db, (manager) => plansScope(manager, clock));
  const reserved: AccessRequest[] = [];
  const released: string[] = [];
  const says = new Map<Participant, Said | Error>();
  const secrets = new Map<string, readonly ItemSecret[]>();
  /** Customers without a plan yet, and so without terms of their own. */
  const newcomers = new Set<string>();
  const meanwhile: { act: () => Promise<unknown> } = { act: () => Promise.resolve() };
  const neighbours: Neighbours = {
    async reserveAccess(access) {
      reserved.push(access);
      await meanwhile.act();
    },
    async releaseAccess(_requestId, subscriptionId) {
      released.push(subscriptionId);
    },
    routingPointExists: () => Promise.resolve(true),
    routingPointsIn: () => Promise.resolve(0),
    resolveTerms: ({ customerId }) =>
      says.get("billing") instanceof Error
        ? Promise.reject(new Error("billing is away"))
        : Promise.resolve({
            paymentFormId: "",
            dueDayId: newcomers.has(customerId) ? "" : `due-${customerId.slice(0, 8)}`,
            hasOwn: !newcomers.has(customerId),
          }),
    reserveAccesses: () => Promise.resolve(),
    takeOver: () => Promise.resolve([]),
    retry: () => Promise.resolve(),
    async preview(service) {
      const said = says.get(service) ?? {};
      if (said instanceof Error) throw said;
      await meanwhile.act();
      return { service, effects: [], warnings: [], conflicts: [], ...said };
    },
    takeSecrets(service) {
      const told = secrets.get(service) ?? [];
      secrets.delete(service);
      return Promise.resolve(told);
    },
  };
  const deps = { transact, clock, neighbours };
  const unit = (city: string) =>
    createBusinessUnit(transact, clock)(named("unit"), {
      name: city,
      city,
      otherCities: [],
      timeZone: "America/Sao_Paulo",
      prorationBasis: "actual" as const,
      closingDay: 31,
      advanceBilling: false,
      mailDomain: "example.com.br",
      businessHours: [],
      suspensionPolicy: "reject" as const,
      walledGardenName: "torre-suspended",
    });
  const plan = (businessUnitId: string, name: string, priceCents: bigint) =>
    createPlan(transact, clock)(
      named("plan"),
      {
        businessUnitId,
        priceCents,
        trialDays: 10,
        proportionalTrial: false,
        advanceBilling: null,
        options: [],
        archived: false,
        terms: {
          planId: "",
          name,
          kind: "broadband" as const,
          speed: null,
          simultaneousUse: 1,
          loginCreatesMailbox: true,
          mailboxes: { included: 1, additionalFeeCents: 0n, quotaMb: 1_024 },
          hosting: null,
        },
      },
      "all",
    );
  const customer = (document: string, city: string) =>
    createCustomer(transact, clock)(
      named("customer"),
      {
        name: "João da Silva",
        personType: "individual",
        document,
        city,
        email: "",
        phone: "",
        address: {
          line: "Rua São Paulo, 10",
          postalCode: "",
          street: "",
          number: "",
          complement: "",
          district: "",
          city: "",
          state: "",
          ibgeCode: "",
        },
      },
      "all",
    );
  const reason = () =>
    writeListEntries(transact, clock).create(
      named("reason"),
      { list: "cancellation-reason", businessUnitId: "", name: "Mudou-se", archived: false },
      "all",
    );
  const create = createSubscription({ ...deps, failpoint: noFailpoints });
  const sell = async (customerId: string, planId: string, status = "enabled") => {
    const { subscription, operationId } = await create(
      named("CreateSubscription"),
      {
        customerId,
        planId,
        startOn: "2026-05-21",
        status,
        advanceBilling: undefined,
        routingPointId: "",
        salespersonId: "",
        paymentFormId: "",
        dueDayId: "",
        debitAccountId: "",
        discount: null,
        notes: "",
        access: null,
        billedThroughOn: null,
        contract: null,
        installationAddress: "",
      },
      ana,
    );
    if (operationId !== "") await answer(operationId);
    return subscription;
  };
  /** All four say that they have done their part. */
  const answer = async (operationId: string) => {
    for (const service of ["radius", "mail", "hosting", "billing"] as const) {
      const step = {
        service,
        state: "applied",
        revision: 1n,
        receipts: [],
        problem: null,
      } as const;
      await transact((scope) =>
        recordAnswer(scope, operationId, { ...step, at: clock.now() }, clock),
      );
    }
  };
  const commit =
    (failpoint: Failpoints = noFailpoints) =>
    (
      subscriptionId: string,
      order: PreviewedOrder,
      more: { on?: string; previewId?: string; request?: WriteRequest; actor?: Actor } = {},
    ) => {
      const { on = "", previewId = "", request = named(order.kind), actor = ana } = more;
      const act = { subscriptionId, order, on, previewId };
      return commitPreviewed({ ...deps, failpoint })(request, act, actor);
    };
  const facts = async () => {
    const rows = await database.db.query<{ subject: string; payload: string }[]>(
      "SELECT subject, payload FROM outbox WHERE subject LIKE 'isp.plans.v1.subscription.%' ORDER BY created_at, message_id",
    );
    return rows.map(({ subject, payload }) => ({
      name: subject.split(".").at(-1),
      fact: JSON.parse(payload) as Record<string, unknown>,
    }));
  };
  return {
    clock,
    db: database.db,
    close: () => database.close(),
    transact,
    reserved,
    says,
    newcomers,
    secrets,
    meanwhile,
    unit,
    plan,
    customer,
    reason,
    sell,
    answer,
    commit: commit(),
    commitWith: commit,
    preview: previewOperation(deps),
    operate: operate(transact, clock, noFailpoints),
    enable: enableSubscription({
      ...deps,
      operate: operate(transact, clock, noFailpoints),
    }),
    cancelOperation: cancelOperation(deps),
    runScheduled: (failpoint: Failpoints = noFailpoints) => runScheduled({ ...deps, failpoint })(),
    released,
    takePasswords: takePasswords(transact, neighbours),
    facts,
  };
}

export type Stand = Awaited<ReturnType<typeof openStand>>;

export async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "ok";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** Details of the refusal that an attempt ends with. */
export async function detailsOf(attempt: Promise<unknown>): Promise<Record<string, string>> {
  try {
    await attempt;
    return {};
  } catch (error) {
    return (error as { details: Record<string, string> }).details;
  }
}
