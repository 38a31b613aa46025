import { refuse } from "../domain/errors.ts";
import type { MailServer } from "../usecases/ports.ts";

export type DoveadmOptions = { readonly url: string; readonly key: string };

const limitMs = 3_000;

/** Dovecot by its HTTP API: arguments are a list, and no shell sees them. */
export function dovecot({ url, key }: DoveadmOptions): MailServer {
  const authorization = `X-Dovecot-API ${Buffer.from(key).toString("base64")}`;
  const ask = async (command: string, parameters: object): Promise<Answer> => {
    const [answer] = await post(url, authorization, [command, parameters, "torre"]);
    if (answer === undefined) throw away("Dovecot gave no answer.");
    return answer;
  };
  return {
    async look(address) {
      const [kind, result] = await ask("user", { userMask: [address] });
      const fields = kind === "doveadmResponse" ? fieldsOf(result, address) : undefined;
      if (fields === undefined) return null;
      return { home: fields.home ?? "", quotaMb: quotaOf(fields.quota_rule ?? "") };
    },
    async usage(address) {
      const [kind, result] = await ask("quotaGet", { user: address });
      const rows = kind === "doveadmResponse" ? (result as readonly QuotaRow[]) : [];
      const valueOf = (wanted: string) => rows.find(({ type }) => type === wanted)?.value;
      const [kib, messages] = [valueOf("STORAGE"), valueOf("MESSAGE")];
      if (kib === undefined || messages === undefined) return null;
      return { usedBytes: BigInt(kib) * 1_024n, messages: Number(messages) };
    },
    async kick(address) {
      const [, result] = await ask("kick", { mask: [address] });
      return Array.isArray(result) ? result.length : 0;
    },
  };
}

type Answer = readonly [kind: string, result: unknown, tag: string];
type QuotaRow = { readonly type: string; readonly value: string };
type Fields = { readonly home?: string; readonly quota_rule?: string };

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

function fieldsOf(result: unknown, address: string): Fields | undefined {
  return (result as Readonly<Record<string, Fields>> | null)?.[address];
}

function quotaOf(rule: string): number {
  return Number(/storage=(\d+)M/.exec(rule)?.[1] ?? 0);
}

const away = (detail: string, cause?: unknown) => refuse.server_away(detail, { cause });
