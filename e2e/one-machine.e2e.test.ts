import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { startTorre, type Status, type Torre } from "@isp/torre";
import { expect } from "chai";

const run = promisify(execFile);
const command = resolve(import.meta.dirname, "../torre");

describe("one machine", () => {
  let torre: Torre;
  let status: Status;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
    status = await torre.status();
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  function torreCommand(...args: string[]) {
    return run(command, args, { env: { ...process.env, TORRE_HOME: torre.home.dir } });
  }

  function api(path: string, token = status.apiToken) {
    return fetch(`${status.gateway.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  }

  it("is healthy once up has returned", () => {
    expect(status.healthy).to.equal(true);
    expect(status.services.map(({ name }) => name)).to.include.members([
      "gateway",
      "plans",
      "radius",
    ]);
  });

  it("tells scripts the same in JSON", async () => {
    const { stdout } = await torreCommand("status", "--json");
    expect(JSON.parse(stdout)).to.deep.equal(status);
  });

  it("is left as it is by a second up, which installs, builds and restarts nothing", async () => {
    const { stderr } = await torreCommand("up", "--detach", "--no-demo", "--only", "core");
    const steps = Array.from(stderr.matchAll(/^✔ (.+) [\d.]+ s$/gm), ([, name]) => name);
    expect(steps, stderr).to.deep.equal(["engineers' copy"]);
    expect((await torre.status()).services).to.deep.equal(status.services);
  });

  it("serves the metrics of every service", async () => {
    for (const { name, metricsUrl } of status.services) {
      const text = await (await fetch(metricsUrl)).text();
      expect(text, name).to.match(/^process_cpu_seconds_total|^isp_/m);
    }
  });

  it("lets the first operator in, and nobody else", async () => {
    const login = (password: string) =>
      fetch(`${status.gateway.url}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: status.operator.username, password }),
      });
    expect((await login(status.operator.password)).ok).to.equal(true);
    expect((await login("guessed")).status).to.equal(401);
    expect((await api("/customers", "guessed")).status).to.equal(401);
  });

  it("loads a demo provider, and adds nothing when it is loaded again", async function () {
    this.timeout(60_000);
    await torreCommand("demo", "--customers", "12");
    const names = await customers();
    expect(names).to.have.length(12);
    await torreCommand("demo", "--customers", "12");
    expect(await customers()).to.have.members(names);
  });

  it("has in the demo whatever a sale and a cancellation ask for, once", async () => {
    for (const list of ["cancellation-reasons", "salespeople", "plans", "routing-points"]) {
      const { items } = (await (await api(`/${list}?limit=200`)).json()) as {
        readonly items: readonly { readonly name: string; readonly businessUnitId: unknown }[];
      };
      const named = items.map(({ name, businessUnitId }) => `${String(businessUnitId)} ${name}`);
      expect(named, list).to.not.be.empty;
      expect(new Set(named).size, list).to.equal(named.length);
    }
  });

  it("knows the demo NAS by the secret that status tells", async () => {
    const { host, authPort, secret } = status.radius;
    const radclient = process.env["TORRE_TEST_RADCLIENT_BIN"] ?? "radclient";
    const asked = run(radclient, ["-t", "2", "-r", "2", `${host}:${authPort}`, "auth", secret]);
    asked.child.stdin?.end("User-Name=nobody,User-Password=x\n");
    const { stdout } = await asked.catch((refused: { stdout: string }) => refused);
    expect(stdout).to.contain("Access-Reject");
  });

  async function customers(): Promise<readonly string[]> {
    const answer = await api("/customers?limit=100");
    const { items } = (await answer.json()) as { items: { id: string }[] };
    return items.map(({ id }) => id);
  }
});
