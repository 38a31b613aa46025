import { existsSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "@isp/kernel";
import type { Logger } from "@isp/telemetry";
import express, { type ErrorRequestHandler, type Express } from "express";
import helmet from "helmet";
import type { Office } from "./access/office.ts";
import type { Clients } from "./clients.ts";
import { problemTitles } from "./gen/problem-titles.ts";
import { authenticate } from "./http/authenticate.ts";
import { refuse } from "./http/errors.ts";
import { flatBody, plainPath, refusalOf } from "./http/hostile.ts";
import type { Live } from "./http/live.ts";
import { openApi } from "./http/openapi.ts";
import { confirmPage } from "./http/confirm-page.ts";
import { endpointRouter, send } from "./http/router.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { webAssets } from "./http/web-assets.ts";
import { observe, type RequestMetrics } from "./metrics.ts";
import { ipRoutes } from "./routes/ips.ts";
import { accessRoutes } from "./routes/access.ts";
import { apiTokenRoutes } from "./routes/api-tokens.ts";
import { billingListRoutes } from "./routes/billing-lists.ts";
import { defaultLadderRoutes } from "./routes/default-ladder.ts";
import { noticeRoutes } from "./routes/notices.ts";
import { revenueRoutes } from "./routes/revenue.ts";
import { invoicingRulesRoutes } from "./routes/invoicing-rules.ts";
import { statementRoutes } from "./routes/statements.ts";
import { documentRoutes } from "./routes/documents.ts";
import { billingRoutes } from "./routes/billing.ts";
import { creditRoutes } from "./routes/credits.ts";
import { paymentRoutes } from "./routes/payments.ts";
import { businessUnitRoutes } from "./routes/business-units.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { chargeRoutes } from "./routes/charges.ts";
import { debitAccountRoutes } from "./routes/debit-accounts.ts";
import { connectionRoutes } from "./routes/connections.ts";
import { diagnosisRoutes } from "./routes/diagnosis.ts";
import { connectionSearchRoutes } from "./routes/connection-search.ts";
import { contractRoutes } from "./routes/contracts.ts";
import { customerRoutes } from "./routes/customers.ts";
import { historyRoutes } from "./routes/history.ts";
import { domainRoutes } from "./routes/domains.ts";
import { hostingComparisonRoutes } from "./routes/hosting-comparisons.ts";
import { hostingRoutes } from "./routes/hosting.ts";
import { importRoutes } from "./routes/imports.ts";
import { listRoutes } from "./routes/lists.ts";
import { loginRoutes } from "./routes/logins.ts";
import { heldLetterRoutes } from "./routes/held-letters.ts";
import { mailAliasRoutes } from "./routes/mail-aliases.ts";
import { mailPolicyRoutes } from "./routes/mail-policy.ts";
import { mailReadingRoutes } from "./routes/mail-reading.ts";
import { mailboxEditRoutes } from "./routes/mailbox-edits.ts";
import { mailboxRoutes } from "./routes/mailboxes.ts";
import { networkListRoutes } from "./routes/network-lists.ts";
import { networkRoutes } from "./routes/network.ts";
import { nocRoutes } from "./routes/noc.ts";
import { noteRoutes } from "./routes/notes.ts";
import { operationRoutes } from "./routes/operations.ts";
import { operatorRoutes } from "./routes/operators.ts";
import { previewedOperationRoutes } from "./routes/previewed-operations.ts";
import { planRoutes } from "./routes/plans.ts";
import { repairRoutes } from "./routes/repair.ts";
import { reportRoutes } from "./routes/reports.ts";
import { roleRoutes } from "./routes/roles.ts";
import { subscriptionTabRoutes } from "./routes/subscription-tabs.ts";
import { sharedAddressRoutes } from "./routes/shared-addresses.ts";
import { serverRoutes } from "./routes/servers.ts";
import { subscriptionRoutes } from "./routes/subscriptions.ts";

export type AppParts = {
  readonly clients: Clients;
  readonly office: Office;
  readonly live: Live;
  readonly log: Logger;
  readonly metrics: RequestMetrics;
  readonly webRoot: string;
  readonly isSecure: boolean;
};

const bodyLimit = "256kb";

/** Every endpoint there is: the router, the OpenAPI page and the tests all read this one list. */
export function endpointsOf(clients: Clients, office: Office) {
  return [
    ...businessUnitRoutes(clients),
    ...planRoutes(clients),
    ...catalogueRoutes(clients),
    ...contractRoutes(clients),
    ...billingListRoutes(clients),
    ...networkRoutes(clients),
    ...networkListRoutes(clients),
    ...sharedAddressRoutes(clients),
    ...chargeRoutes(clients),
    ...customerRoutes(clients),
    ...importRoutes(clients),
    ...noteRoutes(clients),
    ...listRoutes(clients),
    ...reportRoutes(clients),
    ...loginRoutes(clients),
    ...connectionRoutes(clients),
    ...diagnosisRoutes(clients),
    ...nocRoutes(clients),
    ...mailboxRoutes(clients),
    ...domainRoutes(clients),
    ...mailboxEditRoutes(clients),
    ...mailReadingRoutes(clients),
    ...mailPolicyRoutes(clients),
    ...mailAliasRoutes(clients),
    ...heldLetterRoutes(clients),
    ...hostingRoutes(clients),
    ...hostingComparisonRoutes(clients),
    ...serverRoutes(clients),
    ...subscriptionRoutes(clients),
    ...subscriptionTabRoutes(clients),
    ...debitAccountRoutes(clients),
    ...operationRoutes(clients),
    ...previewedOperationRoutes(clients),
    ...accessRoutes(clients),
    ...connectionSearchRoutes(clients),
    ...ipRoutes(clients),
    ...defaultLadderRoutes(clients),
    ...noticeRoutes(clients),
    ...documentRoutes(clients),
    ...invoicingRulesRoutes(clients),
    ...revenueRoutes(clients),
    ...statementRoutes(clients),
    ...billingRoutes(clients),
    ...paymentRoutes(clients),
    ...creditRoutes(clients),
    ...repairRoutes(clients),
    ...historyRoutes(clients, office),
    ...roleRoutes(office),
    ...operatorRoutes(office),
    ...apiTokenRoutes(office),
  ];
}

export function gatewayApp(parts: AppParts): Express {
  const { clients, office, live, log, metrics, webRoot, isSecure } = parts;
  const access = { operators: office.operators, audit: office.audit, isSecure };
  const endpoints = endpointsOf(clients, office);
  // Made when somebody asks: it weighs as much as all the schemas it is made from.
  let description: unknown;
  const app = express();
  app.disable("x-powered-by").set("etag", false).set("query parser", "simple");
  app.use(helmet({ contentSecurityPolicy: { directives: contentPolicy }, hsts: isSecure }));
  app.use(observe(metrics, log));

  const api = express.Router();
  api.use((_, response, next) => {
    response.set("cache-control", "no-store");
    next();
  });
  api.get("/openapi.json", (_, response) => {
    description ??= openApi(endpoints);
    response.json(description);
  });
  api.get("/events", async (request, response) => {
    const { operator } = await authenticate(request, office.operators, isSecure);
    const isSignedIn = () =>
      authenticate(request, office.operators, isSecure).then(
        () => true,
        (error: unknown) => {
          if (error instanceof DomainError && error.kind === "unauthenticated") return false;
          throw error;
        },
      );
    live.join(response, operator, isSignedIn);
  });
  api.use(plainPath, requireJson);
  api.use(express.json({ limit: bodyLimit, strict: false }), flatBody);
  api.use(sessionRoutes(access));
  api.use(endpointRouter(endpoints, access));
  api.use(() => {
    throw refuse.not_found("There is no such function.");
  });
  app.use("/api/v1", api);
  app.use("/api", () => {
    throw refuse.not_found("There is no such version of the API.");
  });
  app.get("/problems/:code", problemPage);
  app.use("/confirm", confirmPage(clients));
  if (existsSync(join(webRoot, "index.html"))) serveConsole(app, webRoot);
  app.use(problems);
  return app;
}

// antd writes its styles into the page; scripts come from files only.
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
};

const requireJson: express.RequestHandler = (request, _, next) => {
  const hasBody =
    Number(request.get("content-length") ?? 0) > 0 || request.get("transfer-encoding");
  if (hasBody && request.is("application/json") === false) {
    throw refuse.media_type("Send the body as application/json.");
  }
  next();
};

function serveConsole(app: Express, webRoot: string): void {
  app.use("/assets", webAssets(join(webRoot, "assets")));
  app.use(express.static(webRoot, { index: false, maxAge: "1y", immutable: true }));
  // A piece of an older console is gone for good; the page in its place would run as a broken script.
  app.get(/^\/(?!api\/|assets\/|problems\/)/, (_, response) => {
    response.sendFile("index.html", { root: webRoot, cacheControl: false });
  });
}

const problemPage: express.RequestHandler = (request, response, next) => {
  const code = String(request.params["code"]);
  const title = Object.hasOwn(problemTitles, code) ? problemTitles[code] : undefined;
  if (title === undefined) return next();
  response.type("text/plain").send(`${code}\n${title}\n`);
};

const problems: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const refusal = refusalOf(error) ?? error;
  response.locals["error"] = refusal;
  send(response, refusal, request.originalUrl);
};
