import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { common, plans, plansEvents, radius } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { connectNats, type Nats, streams } from "@isp/messaging";
import { type Caller, noLimits, rpcChannel, type RpcClient } from "@isp/rpc";
import {
  createSchema,
  startNats,
  temporaryFolder,
  type TestNats,
  testIdentities,
} from "@isp/testing";
import { headers, nkeys } from "@nats-io/transport-node";
import type { RadiusConfig } from "../../src/config.ts";
import { type RadiusOptions, type RunningRadius, startRadius } from "../../src/service.ts";
import { type AccessServer, openAccessServer } from "./access-server.ts";
import { type Neighbours, startNeighbours } from "./neighbours.ts";

export const nasSecret = "segredo-da-nas-de-teste-1234";

export type Heard = { readonly subject: string; readonly payload: Record<string, unknown> };

/** radius with a real database, NATS and neighbours, and one registered access server. */
export type Stand = {
  readonly radius: RunningRadius;
  readonly config: RadiusConfig;
  readonly broker: TestNats;
  readonly nats: Nats;
  readonly neighbours: Neighbours;
  readonly access: RpcClient<typeof radius.AccessServiceService>;
  readonly diagnosis: RpcClient<typeof radius.DiagnosisServiceService>;
  readonly noc: RpcClient<typeof radius.NocServiceService>;
  readonly control: RpcClient<typeof radius.ControlServiceService>;
  readonly logins: RpcClient<typeof radius.LoginServiceService>;
  readonly ips: RpcClient<typeof radius.IpServiceService>;
  readonly networkLists: RpcClient<typeof radius.NetworkListServiceService>;
  readonly network: RpcClient<typeof radius.NetworkServiceService>;
  readonly sessions: RpcClient<typeof radius.SessionServiceService>;
  readonly participant: RpcClient<typeof common.OperationParticipantService>;
  readonly nas: AccessServer;
  readonly nasId: string;
  readonly unitId: string;
  /** Everything radius has said, in order. */
  readonly heard: Heard[];
  readonly said: (subject: string) => Record<string, unknown>[];
  readonly decide: (fact: string, decision: Decision) => Promise<string>;
  readonly reserve: (values?: Partial<radius.ReserveAccessRequest>) => Promise<Reserved>;
  readonly stop: () => Promise<void>;
};

export type Decision = {
  readonly subscriptionId: string;
  readonly service: string;
  readonly version: bigint;
  readonly kind: string;
  /** The subscription of a plan change or a transfer that comes after it. */
  readonly successor?: Partial<plans.Subscription>;
  readonly choices?: Record<string, string>;
  readonly plan?: common.PlanTerms;
  readonly carriedPlan?: common.PlanTerms;
};

export type Reserved = {
  readonly subscriptionId: string;
  readonly username: string;
  readonly password: string;
  readonly loginId: string;
  readonly mailboxId: string;
};

export const operator: Caller = {
  service: "gateway",
  operatorId: "operator",
  operatorName: "Ana",
  permissions: new Set(["*"]),
  limits: noLimits,
  units: "all",
};

export const broadband: common.PlanTerms = {
  planId: newId(),
  name: "Fibra 500",
  kind: "broadband",
  speed: {
    businessHours: { downKbps: 500_000, upKbps: 250_000 },
    otherHours: { downKbps: 500_000, upKbps: 250_000 },
  },
  simultaneousUse: 1,
  loginCreatesMailbox: true,
  mailboxes: undefined,
  hosting: undefined,
};

export async function startStand(
  options: RadiusOptions = {},
  databaseUrl?: string,
): Promise<Stand> {
  const identities = testIdentities("radius", "plans", "mail", "gateway");
  const schema = databaseUrl === undefined ? await createSchema() : undefined;
  const broker = await startNats();
  const neighbours = await startNeighbours(identities);
  const config = configOf(databaseUrl ?? schema!.url, broker.url, neighbours, identities.radius);
  const nats = await connectNats({ url: broker.url, name: "plans" });
  const heard = listen(nats);
  await nats.jsm.streams.add({
    name: "PLANS",
    subjects: [...streams.find(({ name }) => name === "PLANS")!.subjects],
  });
  const running = await startRadius(config, options);
  const address = `127.0.0.1:${running.grpcPort}`;
  const gateway = rpcChannel("radius", address, identities.gateway);
  const plansChannel = rpcChannel("radius", address, identities.plans);
  const network = gateway.client(radius.NetworkServiceService);
  const access = {
    ...gateway.client(radius.AccessServiceService),
    reserveAccess: plansChannel.client(radius.AccessServiceService).reserveAccess,
  };
  const ports = { authPort: running.authPort, acctPort: running.acctPort };
  const nas = await openAccessServer({ ...ports, secret: nasSecret });
  const nasId = await registerNas(network, nas.coaPort);
  const unitId = newId();
  return {
    radius: running,
    config,
    broker,
    nats,
    neighbours,
    access,
    diagnosis: gateway.client(radius.DiagnosisServiceService),
    noc: gateway.client(radius.NocServiceService),
    control: gateway.client(radius.ControlServiceService),
    logins: gateway.client(radius.LoginServiceService),
    ips: gateway.client(radius.IpServiceService),
    networkLists: gateway.client(radius.NetworkListServiceService),
    network,
    sessions: gateway.client(radius.SessionServiceService),
    participant: plansChannel.client(common.OperationParticipantService),
    nas,
    nasId,
    unitId,
    heard,
    said: (subject) =>
      heard.filter((fact) => fact.subject.startsWith(subject)).map(({ payload }) => payload),
    decide: (fact, decision) => announce(nats, fact, unitId, decision),
    reserve: (values) => reserve(access, unitId, values),
    async stop() {
      nas.close();
      gateway.close();
      plansChannel.close();
      await running.stop();
      await nats.connection.close();
      await neighbours.stop();
      await broker.stop();
      await schema?.drop();
    },
  };
}

function configOf(
  databaseUrl: string,
  natsUrl: string,
  neighbours: Neighbours,
  identity: { caFile: string; certFile: string; keyFile: string },
): RadiusConfig {
  const folder = temporaryFolder("radius");
  const [keyFile, seedFile] = [join(folder, "secrets.key"), join(folder, "nkey")];
  writeFileSync(keyFile, `${randomBytes(32).toString("base64")}\n`);
  writeFileSync(seedFile, nkeys.createUser().getSeed());
  return {
    LOG_LEVEL: process.env["TEST_LOG_LEVEL"] === undefined ? "silent" : "debug",
    NATS_URL: natsUrl,
    NATS_NKEY_SEED_FILE: seedFile,
    TLS_CA_FILE: identity.caFile,
    TLS_CERT_FILE: identity.certFile,
    TLS_KEY_FILE: identity.keyFile,
    RADIUS_DATABASE_URL: databaseUrl,
    RADIUS_GRPC_PORT: 0,
    RADIUS_METRICS_PORT: 0,
    RADIUS_SECRETS_KEY_FILE: keyFile,
    RADIUS_HOST: "127.0.0.1",
    RADIUS_AUTH_PORT: 0,
    RADIUS_ACCT_PORT: 0,
    RADIUS_REJECT_DELAY_MS: 100,
    RADIUS_SESSIONS_KEPT_DAYS: 365,
    RADIUS_SPOOL_DIR: join(folder, "spool"),
    PLANS_GRPC_URL: neighbours.plansUrl,
    MAIL_GRPC_URL: neighbours.mailUrl,
  };
}

function listen(nats: Nats): Heard[] {
  const heard: Heard[] = [];
  nats.connection.subscribe("isp.radius.>", {
    callback: (_, message) => {
      heard.push({ subject: message.subject, payload: message.json() });
    },
  });
  return heard;
}

async function registerNas(network: Stand["network"], coaPort: number): Promise<string> {
  const { nas } = await network.createNas(
    { requestId: newId(), nas: aNas({ coaPort }), secret: nasSecret },
    { caller: operator },
  );
  return nas!.id;
}

export function aNas(values: Partial<radius.Nas> = {}): radius.Nas {
  return {
    id: "",
    version: 0n,
    routingPointId: "",
    name: "NAS de teste",
    address: "127.0.0.1",
    coaPort: 0,
    vendor: "mikrotik",
    requireMessageAuthenticator: false,
    proxy: false,
    ...values,
  };
}

async function reserve(
  access: Stand["access"],
  businessUnitId: string,
  values: Partial<radius.ReserveAccessRequest> = {},
): Promise<Reserved> {
  const request: radius.ReserveAccessRequest = {
    requestId: newId(),
    subscriptionId: newId(),
    customerId: newId(),
    businessUnitId,
    username: `ana.${randomBytes(5).toString("hex")}`,
    password: "segredo123",
    saveOnServer: true,
    routingPointId: "",
    mailDomain: "provedor.example",
    plan: broadband,
    main: true,
    portalAccess: true,
    ...values,
  };
  const reserved = await access.reserveAccess(request);
  const { subscriptionId, username, password } = request;
  return { ...reserved, subscriptionId, username, password };
}

async function announce(
  nats: Nats,
  fact: string,
  businessUnitId: string,
  { subscriptionId, service, version, kind, successor, choices, plan, carriedPlan }: Decision,
): Promise<string> {
  const operationId = newId();
  const payload = plans.SubscriptionFact.toJSON(
    plans.SubscriptionFact.fromPartial({
      aggregateId: subscriptionId,
      version,
      businessUnitId,
      // An administrative edit is no operation.
      operationId: kind === "" ? "" : operationId,
      operationKind: kind,
      subscription: {
        id: subscriptionId,
        version,
        businessUnitId,
        service,
        plan: plan ?? broadband,
        carriedPlan,
      },
      choices: choices ?? {},
      ...(successor && { successor: { version: 1n, businessUnitId, number: 77n, ...successor } }),
    }),
  );
  const about = headers();
  about.set("ce-id", newId());
  about.set("ce-subject", subscriptionId);
  await nats.js.publish(`${plansEvents.subscription.subject}.${fact}`, JSON.stringify(payload), {
    headers: about,
  });
  return operationId;
}

/** plans tells of a business unit. */
export async function tellOfUnit(nats: Nats, unit: Partial<plans.BusinessUnit>): Promise<void> {
  const businessUnit = plans.BusinessUnit.fromPartial({ version: 1n, ...unit });
  const { id: aggregateId, version } = businessUnit;
  const fact = { aggregateId, version, businessUnitId: aggregateId, businessUnit };
  const about = headers();
  about.set("ce-id", newId());
  about.set("ce-subject", aggregateId);
  const payload = JSON.stringify(plans.BusinessUnitFact.toJSON(fact));
  const subject = `${plansEvents.businessUnit.subject}.changed`;
  await nats.js.publish(subject, payload, { headers: about });
}
