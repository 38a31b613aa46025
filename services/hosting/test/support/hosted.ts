import { plans } from "@isp/contracts";
import { transactor, type WriteRequest } from "@isp/db";
import { newId, secretBox } from "@isp/kernel";
import { once, subscriptionConsumer } from "@isp/messaging";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { domainSchema } from "../../src/db/domain.schema.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "../../src/db/item.schemas.ts";
import { migrations } from "../../src/db/migrations/index.ts";
import { hostingScope } from "../../src/db/scope.ts";
import { plainSite } from "../../src/domain/site.ts";
import { addFirstFtpUser } from "../../src/usecases/add-first-ftp-user.ts";
import { createDatabase } from "../../src/usecases/create-database.ts";
import { createDomain } from "../../src/usecases/create-domain.ts";
import { createFtpUser } from "../../src/usecases/create-ftp-user.ts";
import { followSubscription } from "../../src/usecases/follow-subscription.ts";
import { hostedItems } from "../../src/usecases/items/all.ts";
import type { HostedSubscription } from "../../src/usecases/ports.ts";

export const clock = fakeClock("2026-06-10T12:00:00Z");
export const box = secretBox(Buffer.alloc(32, 7));
export const items = hostedItems(box, []);
export const write = (rpc: string, requestId = newId()): WriteRequest => ({
  requestId,
  rpc,
  fingerprint: "0".repeat(64),
});
export const every = {
  read: true,
  write: true,
  deleteFiles: false,
  recursive: false,
  listDirectories: true,
  createDirectories: false,
  deleteDirectories: false,
};

/** How an attempt was refused. */
export const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "ok",
    (error: unknown) => (error as { code: string }).code,
  );

/** Hosted domains with what hangs under them, in a database of their own and on no server. */
export async function openHosted() {
  const entities = [domainSchema, databaseSchema, ftpUserSchema, hostSchema];
  const database: TestDatabase = await openTestDatabase({ entities, migrations });
  let names = 0;
  const transact = <Result>(work: (scope: ReturnType<typeof hostingScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => hostingScope(manager, clock, box))(work);

  const subscribed = (plan = {}): HostedSubscription => ({
    id: newId(),
    customerId: "ana",
    businessUnitId: newId(),
    service: "on",
    plan: { domains: 2, databases: 2, ftpUsers: 1, options: [], ...plan },
  });

  async function hosted(plan = {}) {
    const subscription = subscribed(plan);
    const read = () => Promise.resolve(subscription);
    names += 1;
    const wanted = {
      subscriptionId: subscription.id,
      name: `dominio${names}.com.br`,
      registeredOn: null,
      notes: "",
      isHeld: false,
      settings: plainSite,
      adminPassword: "",
      ftp: null,
    };
    const dependencies = {
      transact,
      clock,
      readSubscription: read,
      isDriven: false,
      addFirstFtpUser: addFirstFtpUser(box, false),
    };
    const domain = await createDomain(dependencies)(write("CreateDomain"), wanted, "all");
    return { subscription, domain, dependencies };
  }
  type Hosted = Awaited<ReturnType<typeof hosted>>;

  const aDatabase = ({ domain, dependencies }: Hosted, more = {}, request = write("D")) => {
    names += 1;
    const wanted = { domainId: domain.id, engine: "mariadb", serverId: "", name: `loja_${names}` };
    return createDatabase(dependencies, box)(request, { ...wanted, ...more }, "all");
  };
  const anFtpUser = ({ domain, dependencies }: Hosted, more = {}, request = write("F")) => {
    names += 1;
    const wanted = {
      domainId: domain.id,
      username: `ftp${names}`,
      password: "segredo-do-ftp",
      physicalPath: "/site/fotos",
      virtualPath: "",
      permissions: every,
    };
    return createFtpUser(dependencies, box)(request, { ...wanted, ...more }, "all");
  };

  const hear = async (
    subscriptionId: string,
    kind: string,
    {
      successor,
      service = "released",
      version = 2n,
      id = newId(),
    }: {
      readonly successor?: Partial<plans.Subscription>;
      readonly service?: string;
      readonly version?: bigint;
      readonly id?: string;
    } = {},
  ) => {
    const fact = plans.SubscriptionFact.fromPartial({
      version,
      operationId: id,
      operationKind: kind,
      subscription: { id: subscriptionId, version, service },
      ...(successor && { successor: { version: 1n, number: 9n, service: "on", ...successor } }),
    });
    const name = "hosting-subscriptions";
    const consumer = subscriptionConsumer(name, once(transact, clock), (scope, decision) =>
      followSubscription(scope, decision, items, clock),
    );
    const json = JSON.stringify(plans.SubscriptionFact.toJSON(fact));
    const subject = "isp.plans.v1.subscription.x";
    await consumer.handle(json, { consumer: name, messageId: id, aggregateId: "a", subject });
    return id;
  };
  const step = (id: string) => transact(({ steps }) => steps.find(id));
  return {
    db: database.db,
    close: () => database.close(),
    transact,
    hosted,
    aDatabase,
    anFtpUser,
    hear,
    step,
  };
}

export type OpenHosted = Awaited<ReturnType<typeof openHosted>>;
