import type { EntityManager } from "typeorm";
import type { Disconnect } from "../usecases/disconnect-ports.ts";

type Asked = { readonly limitPerNas: number; readonly changesBefore: Date };
type Row = Disconnect & { readonly nasId: string | null };

const nasAtOnce = 50;

/** One row read for each access server: DISTINCT would read the whole queue. */
const whoIsAsked = `SELECT id FROM nas WHERE (
  SELECT 1 FROM disconnects WHERE state = 'queued' AND nas_id = nas.id LIMIT 1) = 1 ORDER BY id`;

/**
 * The next requests of each access server, those of mass disconnections last, the first of all before the
 * second ones. Each is read along one index up to its limit: the queue of a bad night is read again with
 * every answer, and tens of thousands may be in it.
 */
export async function queuedDisconnects(
  manager: EntityManager,
  asked: Asked,
): Promise<Disconnect[]> {
  const found = await manager.query<{ id: string }[]>(whoIsAsked);
  // Those of an access server that was removed name none.
  const ids = [null, ...found.map(({ id }) => id)];
  const turns: Disconnect[][] = [];
  for (let at = 0; at < ids.length; at += nasAtOnce)
    for (const requests of await queuedOf(manager, ids.slice(at, at + nasAtOnce), asked))
      for (const [turn, request] of requests.slice(0, asked.limitPerNas).entries())
        (turns[turn] ??= []).push(request);
  return turns.flat();
}

async function queuedOf(
  manager: EntityManager,
  ids: readonly (string | null)[],
  { limitPerNas, changesBefore }: Asked,
): Promise<Iterable<Disconnect[]>> {
  const part = (batch: "IS NULL" | "IS NOT NULL", order: string) =>
    `(SELECT id, session_id AS sessionId, operation_id AS operationId, kind,
        follows_id AS followsId, nas_id AS nasId
      FROM disconnects FORCE INDEX (disconnects_by_nas)
      WHERE state = 'queued' AND nas_id <=> ? AND batch_id ${batch}
        AND (kind <> 'coa' OR queued_at <= ?) ORDER BY ${order} LIMIT ?)`;
  const both = [part("IS NULL", "queued_at, id"), part("IS NOT NULL", "batch_id, queued_at, id")];
  const parts = ids.flatMap(() => both);
  if (parts.length === 0) return [];
  const parameters = ids.flatMap((id) => both.flatMap(() => [id, changesBefore, limitPerNas]));
  const rows = await manager.query<Row[]>(parts.join(" UNION ALL "), parameters);
  const byNas = Map.groupBy(rows, ({ nasId }) => nasId);
  return byNas.values();
}
