import { expect } from "chai";
import { homeAt } from "../system/home.ts";
import { portsFrom } from "../system/ports.ts";
import { environmentOf, failpointsOf, type Installation } from "./environment.ts";

describe("what a service is told", () => {
  const databases = {
    gateway: "g",
    plans: "p",
    billing: "b",
    mail: "m",
    radius: "r",
    hosting: "h",
  };
  const account = { user: "u", password: "p" };
  const installation: Installation = {
    core: false,
    home: homeAt("/srv/torre"),
    ports: portsFrom(9000),
    secrets: {
      mariadbRoot: "root",
      databases,
      engineer: account,
      engineersKeeper: account,
      reader: account,
      mailReader: "r",
      mailMaster: "m",
      doveadmKey: "k",
      demoNas: "nas",
      hosting: { pdns: "1", pdnsApi: "2", ftp: "3", mariadb: "4", postgresql: "5" },
    },
  };

  it("is its own database, ports and keys, and where the others listen", () => {
    const env = environmentOf("plans", installation, {});
    expect(env).to.include({
      PLANS_DATABASE_URL: "mysql://plans:p@127.0.0.1:9030/plans",
      PLANS_GRPC_PORT: "9001",
      PLANS_METRICS_PORT: "9011",
      BILLING_GRPC_URL: "127.0.0.1:9002",
      NATS_URL: "nats://127.0.0.1:9031",
      TLS_CERT_FILE: "/srv/torre/secrets/plans.crt",
      PLANS_SECRETS_KEY_FILE: "/srv/torre/secrets/plans.datakey",
    });
  });

  it("is never another service's password", () => {
    const env = JSON.stringify(environmentOf("plans", installation, { BILLING_DATABASE_URL: "x" }));
    expect(env).to.not.contain("BILLING_DATABASE_URL").and.not.contain("root");
  });

  it("names the operator's mail server to billing, which writes to customers, and to nobody else", () => {
    const outer = { BILLING_SMTP_URL: "smtp://mail.example:25" };
    expect(environmentOf("billing", installation, outer)).to.include(outer);
    expect(environmentOf("mail", installation, outer)).to.not.have.property("BILLING_SMTP_URL");
  });

  it("is for the gateway no gRPC port but an HTTP one", () => {
    const env = environmentOf("gateway", installation, {});
    expect(env)
      .to.include({ GATEWAY_HTTP_PORT: "9000" })
      .and.not.have.property("GATEWAY_GRPC_PORT");
  });

  it("hands failpoints to the service they are for", () => {
    const outer = { TORRE_FAILPOINTS_MAIL: "after-commit=exit" };
    expect(failpointsOf("mail", outer)).to.deep.equal({ FAILPOINTS: "after-commit=exit" });
    expect(failpointsOf("plans", outer)).to.deep.equal({});
  });
});
