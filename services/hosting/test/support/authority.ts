import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { eventually, freePort, startProcess, temporaryFolder } from "@isp/testing";

/** Pebble, the authority that Let's Encrypt tests clients with, and a name server that it asks. */
export async function startAuthority(httpPort: number) {
  const dir = temporaryFolder("acme");
  const [directory, management, dns, dnsManagement] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const [cert, key] = [join(dir, "cert.pem"), join(dir, "key.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  execFileSync("openssl", [...made, ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const config = join(dir, "pebble.json");
  const pebble = {
    listenAddress: `127.0.0.1:${directory}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: cert,
    privateKey: key,
    httpPort,
    tlsPort: await freePort(),
  };
  writeFileSync(config, JSON.stringify({ pebble }));
  const off = ["-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", ""];
  const at = ["-dns01", `127.0.0.1:${dns}`, "-management", `127.0.0.1:${dnsManagement}`];
  const names = startProcess("pebble-challtestsrv", [...off, ...at]);
  const env = { ...process.env, PEBBLE_VA_NOSLEEP: "1" };
  const args = ["-strict", "-config", config, "-dnsserver", `127.0.0.1:${dns}`];
  const server = startProcess("pebble", args, { env });
  const ca = readFileSync(cert);
  const roots = () => read(`https://localhost:${management}/roots/0`, ca);
  await eventually(roots, { withinMs: 20_000 });
  const tell = (path: string, body: unknown) =>
    eventually(async () => {
      const { ok } = await fetch(`http://127.0.0.1:${dnsManagement}/${path}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      if (!ok) throw new Error(`${path} was refused`);
    });
  await tell("set-default-ipv4", { ip: "127.0.0.1" });
  return {
    directoryUrl: `https://localhost:${directory}/dir`,
    caFile: cert,
    /** What visitors trust. */
    root: await roots(),
    /** From now on a name leads to a machine that is not ours. */
    leadAway: (host: string) => tell("add-a", { host: `${host}.`, addresses: ["127.0.0.99"] }),
    leadHere: (host: string) => tell("clear-a", { host: `${host}.` }),
    async stop() {
      for (const one of [server, names]) {
        one.signal("SIGTERM");
        await one.ended;
      }
    },
  };
}

function read(url: string, ca: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { ca }, (response) => {
      let text = "";
      response
        .setEncoding("utf8")
        .on("data", (chunk: string) => (text += chunk))
        .once("end", () => resolve(text));
    }).once("error", reject);
  });
}
