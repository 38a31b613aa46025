import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { hosting } from "@isp/contracts";
import { isSelfSigned } from "./acme/due.ts";
import { attemptOf } from "./acme/renewals.ts";
import { certificateFolder, type Places } from "./render.ts";

/** The certificate that a site shows to visitors; undefined where it has none that can be read. */
export function shownCertificate(places: Places, id: string): hosting.Certificate | undefined {
  const certificate = certificateAt(join(certificateFolder(places, id), "site.crt"));
  if (certificate === null) return undefined;
  const { issuer, subjectAltName = "", validToDate } = certificate;
  return {
    selfSigned: isSelfSigned(certificate),
    issuer: /^(?:O|CN)=(.+)$/m.exec(issuer)?.[1] ?? "",
    names: subjectAltName.split(", ").flatMap((one) => one.match(/^DNS:(.+)$/)?.[1] ?? []),
    endsAt: validToDate,
    problem: attemptOf(places, id)?.problem ?? "",
  };
}

function certificateAt(file: string): X509Certificate | null {
  try {
    return new X509Certificate(readFileSync(file));
  } catch {
    return null;
  }
}
