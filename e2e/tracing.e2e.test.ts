import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { apiOf } from "./story/api.ts";
import { connectNewcomer, reaches } from "./story/newcomer.ts";

type Span = { readonly traceId: string; readonly service: string; readonly name: string };

type Export = {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly { key: string; value: { stringValue?: string } }[];
    };
    readonly scopeSpans: readonly {
      readonly spans: readonly { traceId: string; name: string }[];
    }[];
  }[];
};

describe("a trace", function () {
  this.timeout(120_000);
  let torre: Torre;
  let collector: Server;
  const spans: Span[] = [];

  before(async function () {
    this.timeout(300_000);
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        keep(JSON.parse(Buffer.concat(chunks).toString()) as Export);
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
    const { port } = collector.address() as AddressInfo;
    torre = await startTorre({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` } });
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
    collector.close();
  });

  function keep({ resourceSpans }: Export): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const name = resource.attributes.find(({ key }) => key === "service.name");
      const service = name?.value.stringValue ?? "";
      for (const { traceId, name: span } of scopeSpans.flatMap((scope) => scope.spans)) {
        spans.push({ traceId, service, name: span });
      }
    }
  }

  it("runs unbroken from a click through gRPC, outbox and NATS to the last consumer", async () => {
    const api = apiOf(await torre.status());
    const newcomer = await connectNewcomer(api);
    await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done", 30_000);
    await eventually(
      () => {
        const root = spans.find(({ name }) => name === "POST /api/v1/subscriptions");
        expect(root).to.not.equal(undefined);
        const path = spans
          .filter(({ traceId }) => traceId === root!.traceId)
          .map(({ service, name }) => `${service} ${name}`);
        expect(path).to.include.members([
          "gateway POST /api/v1/subscriptions",
          "plans /isp.plans.v1.SubscriptionService/CreateSubscription",
          "radius /isp.radius.v1.AccessService/ReserveAccess",
          "mail /isp.mail.v1.MailboxService/ReserveMailbox",
          "radius process radius-subscriptions",
          "billing process billing-subscriptions",
          "plans process plans-logins",
          "plans process plans-radius-operations",
        ]);
      },
      { withinMs: 30_000, everyMs: 250 },
    );
  });

  it("carries no name, document, login or password (ADR: no personal data in telemetry)", () => {
    expect(JSON.stringify(spans)).to.not.match(/tiago|senha-do|Rua Sergipe/i);
  });
});
