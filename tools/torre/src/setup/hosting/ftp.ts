import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { output } from "../../system/command.ts";
import { writeWhole } from "../../system/home.ts";
import { certificateFile, tlsKeyFile } from "../certificates.ts";
import type { Installation } from "../environment.ts";
import { quote } from "../mariadb.ts";
import { renderDeploy } from "../template.ts";
import { asRoot, hostingDir, type HostingServer, planned } from "./server.ts";

const schema = "hosting_ftp";
/** Of PBKDF2 with SHA-512, as ProFTPD computes it at every login. */
const iterations = 20_000;

/** ProFTPD over views that it may only read. Each session runs as its site's own user. */
export async function ftpServer(installation: Installation): Promise<HostingServer> {
  if (!asRoot()) return { leftOut: "only root can give each session its site's own user" };
  const { home, ports, secrets } = installation;
  const dir = hostingDir(installation, "proftpd");
  const runDir = join(dir, "run");
  mkdirSync(runDir, { recursive: true, mode: 0o755 });
  const [hostKeyEc, hostKeyRsa] = [join(dir, "host-ec.pem"), join(dir, "host-rsa.pem")];
  await newKey(hostKeyEc, ["ecparam", "-name", "prime256v1", "-genkey", "-noout"]);
  await newKey(hostKeyRsa, ["genrsa", "-traditional", "3072"]);
  const [passiveFrom, passiveTo] = ports.hosting.ftpPassive;
  const values = {
    port: ports.hosting.ftp,
    sftpPort: ports.hosting.sftp,
    passiveFrom,
    passiveTo,
    mariadbPort: ports.mariadb,
    mariadbPassword: secrets.hosting.ftp,
    iterations,
    certificate: certificateFile(home, "ftp"),
    certificateKey: tlsKeyFile(home, "ftp"),
    hostKeyEc,
    hostKeyRsa,
    runDir,
    logDir: home.logs,
  };
  const config = join(dir, "proftpd.conf");
  writeWhole(config, renderDeploy("hosting/proftpd.conf", values));
  return {
    process: planned(installation, {
      name: "proftpd",
      program: "proftpd",
      args: ["-n", "-c", config],
      ready: { kind: "greeting", port: ports.hosting.ftp },
      after: ["mariadb"],
    }),
    environment: { HOSTING_FTP_SCHEMA: schema },
    statements: readerStatements(secrets.hosting.ftp),
  };
}

/** The hosting service keeps the views; the FTP server reads them, and nothing else anywhere. */
function readerStatements(password: string): readonly string[] {
  const user = `'${schema}'@'127.0.0.1'`;
  return [
    `CREATE DATABASE IF NOT EXISTS ${schema} CHARACTER SET utf8mb4;`,
    `GRANT ALL PRIVILEGES ON ${schema}.* TO 'hosting'@'127.0.0.1';`,
    `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY ${quote(password)};`,
    `ALTER USER ${user} IDENTIFIED BY ${quote(password)};`,
    `GRANT SELECT ON ${schema}.* TO ${user};`,
  ];
}

async function newKey(path: string, args: readonly string[]): Promise<void> {
  if (existsSync(path)) return;
  writeWhole(`${path}.new`, await output("openssl", args));
  renameSync(`${path}.new`, path);
}
