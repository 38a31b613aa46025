import { isId } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { MailServer, ServedMailbox } from "../usecases/ports.ts";

export type DoveadmOptions = {
  readonly url: string;
  readonly key: string;
  /** Where Dovecot has its storages. */
  readonly storeDir: string;
};

const limitMs = 3_000;
/** EX_NOUSER of sysexits(3). */
const unknownUser = 67;
/** Dovecot's own word for a path that does not exist. */
const notThere = 68;

/** Dovecot by its HTTP API: arguments are a list, and no shell sees them. */
export function dovecot({ url, key, storeDir }: DoveadmOptions): MailServer {
  const authorization = `X-Dovecot-API ${Buffer.from(key).toString("base64")}`;
  const ask = async (command: string, parameters: object): Promise<Answer> => {
    const [answer] = await post(url, authorization, [command, parameters, "torre"]);
    if (answer === undefined) throw away("Dovecot gave no answer.");
    return answer;
  };
  /** One that Dovecot does not know spoils the answer about all that it is asked for with, so that they are halved. */
  const lookAll = async (
    addresses: readonly string[],
  ): Promise<ReadonlyMap<string, ServedMailbox>> => {
    if (addresses.length === 0) return new Map();
    const [kind, result] = await ask("user", { userMask: addresses });
    if (kind === "doveadmResponse") return servedIn(result, addresses);
    // A lookup that fails for now says nothing of whom it was asked for.
    if (exitCodeOf(result) !== unknownUser) throw away("Dovecot cannot look mailboxes up.");
    if (addresses.length === 1) return new Map();
    const middle = Math.ceil(addresses.length / 2);
    const [first, second] = [addresses.slice(0, middle), addresses.slice(middle)];
    return new Map([...(await lookAll(first)), ...(await lookAll(second))]);
  };
  /** All that lies in a folder; one that is not there has been erased, or never got a letter. */
  const erase = async (about: object, folder: string): Promise<Erased> => {
    const asked = { ...about, path: [`${folder}/`], recursive: true };
    const [kind, result] = await ask("fsDelete", asked);
    if (kind === "doveadmResponse") return "done";
    if (errorOf(result) === "invalidRequest") return "not understood";
    const [, found] = await ask("fsStat", { ...about, path: folder });
    return exitCodeOf(found) === notThere ? "done" : "failed";
  };
  return {
    async look(address) {
      return (await lookAll([address])).get(address) ?? null;
    },
    lookAll,
    async usage(address) {
      const [kind, result] = await ask("quotaGet", { user: address });
      const rows = kind === "doveadmResponse" ? (result as readonly QuotaRow[]) : [];
      const valueOf = (wanted: string) => rows.find(({ type }) => type === wanted)?.value;
      const [kib, messages] = [valueOf("STORAGE"), valueOf("MESSAGE")];
      if (kib === undefined || messages === undefined) return null;
      return { usedBytes: BigInt(kib) * 1_024n, messages: Number(messages) };
    },
    async destroy(storageId) {
      if (!isId(storageId)) throw new Error(`${storageId} is no storage`);
      const folder = `${storeDir}/${storageId.slice(-2)}/${storageId}`;
      const told = await erase(ofTwoFour, folder);
      if (told === "done") return;
      for (const about of told === "not understood" ? ofTwoThree : []) {
        if ((await erase(about, folder)) !== "done") throw notDestroyed(storageId);
      }
      if (told === "failed") throw notDestroyed(storageId);
    },
    async kick(address) {
      const [, result] = await ask("kick", { mask: [address] });
      return Array.isArray(result) ? result.length : 0;
    },
  };
}

type Erased = "done" | "not understood" | "failed";

/** Dovecot 2.4 reads of its configuration how files are kept, and takes the folders along. */
const ofTwoFour = { filterName: "" };
/** The files first, and then the folders that they lay in. */
const ofTwoThree = ["", "dirs"].map((fsArgs) => ({ fsDriver: "posix", fsArgs }));

const notDestroyed = (storageId: string) => away(`Dovecot did not destroy ${storageId}.`);

type Answer = readonly [kind: string, result: unknown, tag: string];
type QuotaRow = { readonly type: string; readonly value: string };
/** 2.3 says the quota as a rule, 2.4 as a setting. */
type Fields = {
  readonly home?: string;
  readonly quota_rule?: string;
  readonly quota_storage_size?: string;
};

async function post(
  url: string,
  authorization: string,
  command: readonly unknown[],
): Promise<readonly Answer[]> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify([command]),
    signal: AbortSignal.timeout(limitMs),
  }).catch((cause: unknown) => {
    throw away("Dovecot is not reachable.", cause);
  });
  if (!answer.ok) throw away(`Dovecot answered ${answer.status}.`);
  return (await answer.json()) as readonly Answer[];
}

function exitCodeOf(result: unknown): number | undefined {
  return (result as { readonly exitCode?: number } | null)?.exitCode;
}

function errorOf(result: unknown): string | undefined {
  return (result as { readonly type?: string } | null)?.type;
}

function fieldsOf(result: unknown, address: string): Fields | undefined {
  return (result as Readonly<Record<string, Fields>> | null)?.[address];
}

function servedIn(result: unknown, addresses: readonly string[]) {
  const found = new Map<string, ServedMailbox>();
  for (const address of addresses) {
    const fields = fieldsOf(result, address);
    if (fields !== undefined) found.set(address, servedOf(fields));
  }
  return found;
}

function servedOf(fields: Fields): ServedMailbox {
  const { home = "", quota_rule: rule, quota_storage_size: size } = fields;
  return { home, quotaMb: quotaOf(rule ?? size ?? "") };
}

function quotaOf(told: string): number {
  return Number(/^(?:.*storage=)?(\d+)M$/.exec(told)?.[1] ?? 0);
}

const away = (detail: string, cause?: unknown) => refuse.server_away(detail, { cause });
