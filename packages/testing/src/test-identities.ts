import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** Certificate files of one name, signed by the test's own authority. */
export type TestIdentity = {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
};

function openssl(args: readonly string[]): void {
  const run = spawnSync("openssl", args, { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`openssl ${args[0]} failed: ${run.stderr}`);
}

/** An authority and a certificate for each name, valid for a day. */
export function testIdentities<const Name extends string>(
  ...names: readonly Name[]
): Readonly<Record<Name, TestIdentity>> {
  const folder = temporaryFolder("ca");
  const path = (file: string) => join(folder, file);
  const [caFile, caKey] = [path("ca.pem"), path("ca.key")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl([
    "req",
    "-x509",
    ...curve,
    "-keyout",
    caKey,
    "-out",
    caFile,
    "-days",
    "1",
    "-subj",
    "/CN=test authority",
  ]);
  const identities = names.map((name) => {
    const [keyFile, request, certFile, extensions] = ["key", "csr", "pem", "ext"].map((ending) =>
      path(`${name}.${ending}`),
    ) as [string, string, string, string];
    writeFileSync(extensions, `subjectAltName=DNS:${name}\n`);
    openssl(["req", "-new", ...curve, "-keyout", keyFile, "-out", request, "-subj", `/CN=${name}`]);
    openssl([
      "x509",
      "-req",
      "-in",
      request,
      "-CA",
      caFile,
      "-CAkey",
      caKey,
      "-CAcreateserial",
      "-out",
      certFile,
      "-days",
      "1",
      "-extfile",
      extensions,
    ]);
    return [name, { caFile, certFile, keyFile }];
  });
  return Object.fromEntries(identities) as Readonly<Record<Name, TestIdentity>>;
}
