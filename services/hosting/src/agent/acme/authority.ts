import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent } from "node:https";
import { join } from "node:path";
import { getCACertificates } from "node:tls";
import { axios, Client, type Order } from "acme-client";
import * as z from "zod";
import { writeWhole } from "../whole-files.ts";

export type Authority = {
  /** Has a certificate issued. A name that does not lead here is left out. */
  readonly issue: (names: readonly string[], requestFor: RequestFor) => Promise<Issued>;
};

/** The request (PKCS #10, PEM) for the names that were proven; null where these are worth no other certificate. */
export type RequestFor = (names: readonly string[]) => Promise<string | null>;

export type Issued = {
  /** The certificate and those above it, PEM; null where none was requested. */
  readonly chain: string | null;
  /** Names that the authority could not reach, with its words. */
  readonly left: readonly { readonly name: string; readonly reason: string }[];
};

export type AuthorityOptions = {
  /** Of RFC 8555, 7.1.1. */
  readonly directoryUrl: string;
  /** Trusted beside the usual ones: an authority of one's own. */
  readonly caFile: string | undefined;
  /** Whom the authority writes to; nobody where it is left out. */
  readonly contact: string | undefined;
  /** Where the account's key is kept. */
  readonly accountDir: string;
  /** Where sites serve `/.well-known/acme-challenge/` from. */
  readonly challengesDir: string;
};

/** No name that a certificate was asked for leads here. */
export class NoNameReachedError extends Error {
  override readonly name = "NoNameReachedError";
}

const about = z.object({ directoryUrl: z.string(), accountUrl: z.url() });

type Left = { readonly name: string; readonly reason: string };

/** A certificate authority that speaks ACME (RFC 8555) and asks by HTTP-01 who has a name. */
export function acmeAuthority(options: AuthorityOptions): Authority {
  let registered: Promise<Client> | undefined;
  const client = async () => {
    registered ??= register(options);
    return registered.catch((error: unknown) => {
      registered = undefined;
      throw error;
    });
  };
  return {
    async issue(names, requestFor) {
      const account = await client();
      const first = await ordered(account, options, names);
      const reached = names.filter((name) => first.left.every((one) => one.name !== name));
      if (reached.length === 0)
        throw new NoNameReachedError(first.left.map(({ reason }) => reason).join("; "));
      const request = await requestFor(reached);
      if (request === null) return { chain: null, left: first.left };
      const { order, left } =
        first.left.length === 0 ? first : await ordered(account, options, reached);
      if (left.length > 0) throw new Error(left.map(({ reason }) => reason).join("; "));
      const ready = await account.finalizeOrder(order, request);
      return { chain: await account.getCertificate(ready), left: first.left };
    },
  };
}

async function register(options: AuthorityOptions): Promise<Client> {
  const { directoryUrl, caFile, contact, accountDir, challengesDir } = options;
  bound(caFile);
  // Of a try that died.
  for (const name of readdirSync(challengesDir)) rmSync(join(challengesDir, name), { force: true });
  const access = { directoryUrl, accountKey: accountKey(options), backoffMin: 1_000 };
  const file = join(accountDir, "account.json");
  const known = accountAt(file, directoryUrl);
  if (known !== null) return new Client({ ...access, accountUrl: known });
  const client = new Client(access);
  const asked = {
    termsOfServiceAgreed: true,
    ...(contact !== undefined && { contact: [`mailto:${contact}`] }),
  };
  await client.createAccount(asked).catch((error: unknown) => {
    // Of an account that is there the client asks for a change, which may be none.
    if (!isNamed(client)) throw error;
  });
  writeWhole(file, JSON.stringify({ directoryUrl, accountUrl: client.getAccountUrl() }));
  return client;
}

function isNamed(client: Client): boolean {
  try {
    return client.getAccountUrl() !== "";
  } catch {
    return false;
  }
}

/** An authority that hangs, says much or asks for a long wait holds no other work up: it is asked again later. */
function bound(caFile: string | undefined): void {
  Object.assign(axios.defaults, {
    timeout: 30_000,
    maxContentLength: 1_048_576,
    acmeSettings: { ...acmeSettings(), retryMaxAttempts: 0 },
  });
  if (caFile === undefined) return;
  const ca = [...getCACertificates("default"), readFileSync(caFile, "utf8")];
  axios.defaults.httpsAgent = new Agent({ ca, keepAlive: false });
}

function acmeSettings(): object {
  // The client's own, which its types leave out.
  return (axios.defaults as unknown as { readonly acmeSettings?: object }).acmeSettings ?? {};
}

/** Asked for once: authorities limit how often accounts are made. */
function accountAt(file: string, directoryUrl: string): string | null {
  try {
    const kept = about.parse(JSON.parse(readFileSync(file, "utf8")));
    return kept.directoryUrl === directoryUrl ? kept.accountUrl : null;
  } catch {
    // The authority knows the account by its key, and says where it is.
    return null;
  }
}

/** Proves each name; an order of which one fails is of no use, and the others are asked for again. */
async function ordered(
  client: Client,
  options: AuthorityOptions,
  names: readonly string[],
): Promise<{ readonly order: Order; readonly left: readonly Left[] }> {
  const identifiers = names.map((value) => ({ type: "dns", value }));
  const order = await client.createOrder({ identifiers });
  const left: Left[] = [];
  for (const authorization of await client.getAuthorizations(order)) {
    if (authorization.status === "valid") continue;
    const name = authorization.identifier.value;
    const reason = await proven(client, options, authorization).then(
      () => "",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (reason !== "") left.push({ name, reason });
  }
  return { order, left };
}

type Authorization = Awaited<ReturnType<Client["getAuthorizations"]>>[number];

async function proven(
  client: Client,
  { challengesDir }: AuthorityOptions,
  { challenges }: Authorization,
): Promise<void> {
  const challenge = challenges.find(({ type }) => type === "http-01");
  if (challenge === undefined) throw new Error("the authority offers no HTTP-01");
  // The token names a file (RFC 8555, 8.3).
  if (!/^[\w-]{22,128}$/.test(challenge.token)) throw new Error("the token is none");
  const file = join(challengesDir, challenge.token);
  writeFileSync(file, await client.getChallengeKeyAuthorization(challenge), { mode: 0o644 });
  try {
    await client.completeChallenge(challenge);
    await client.waitForValidStatus(challenge);
  } finally {
    rmSync(file, { force: true });
  }
}

function accountKey({ accountDir }: AuthorityOptions): string {
  mkdirSync(accountDir, { recursive: true, mode: 0o700 });
  const file = join(accountDir, "account.key");
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" });
    writeWhole(file, pem.toString());
  }
  return readFileSync(file, "utf8");
}
