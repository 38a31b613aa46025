import { readFile } from "node:fs/promises";
import {
  jetstream,
  type JetStreamClient,
  jetstreamManager,
  type JetStreamManager,
} from "@nats-io/jetstream";
import { connect, type NatsConnection, nkeyAuthenticator } from "@nats-io/transport-node";
import { type Publisher, publisher } from "./publisher.ts";

export type NatsOptions = {
  readonly url: string;
  /** The service's name; also its inbox prefix, so that no other service can hear its answers. */
  readonly name: string;
  /** File with the nkey seed; without it the connection is anonymous (tests of the packages only). */
  readonly seedFile?: string | undefined;
  /** CA file; TLS is required beyond loopback. */
  readonly caFile?: string | undefined;
};

export type Nats = {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly publisher: Publisher;
};

/** Connects, for as long as it takes: a service serves while NATS is away. */
export async function connectNats({ url, name, seedFile, caFile }: NatsOptions): Promise<Nats> {
  const seed = seedFile === undefined ? undefined : await readFile(seedFile);
  const inboxPrefix = `_INBOX_${name}`;
  const connection = await connect({
    servers: url,
    name,
    inboxPrefix,
    // A stack for each request, in case it fails, costs more than the request.
    noAsyncTraces: true,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    timeout: 2_000,
    ...(seed && { authenticator: nkeyAuthenticator(new Uint8Array(trimmed(seed))) }),
    ...(url.startsWith("tls:") && caFile !== undefined && { tls: { caFile } }),
  });
  // Without the account check, which would need rights to read the whole account.
  const jsm = await jetstreamManager(connection, { checkAPI: false, timeout: 5_000 });
  return {
    connection,
    js: jetstream(connection, { timeout: 5_000 }),
    jsm,
    publisher: publisher(connection, inboxPrefix),
  };
}

function trimmed(seed: Buffer): Buffer {
  return Buffer.from(seed.toString("ascii").trim(), "ascii");
}
