import { jetstreamManager, RetentionPolicy, StorageType, DiscardPolicy } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { Failure } from "../system/failure.ts";
import type { Home } from "../system/home.ts";
import { portsOf } from "../system/settings.ts";
import { readSecrets } from "./secrets.ts";

const day = 24 * 3_600 * 1_000_000_000;

/** What network engineers can read again: a week, or as much of it as fits. */
const network = {
  name: "NETWORK",
  subjects: ["isp.radius.>"],
  max_age: 7 * day,
  max_bytes: 4_000_000_000,
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.Old,
};

/** Makes the engineers' own copy of the network's facts, or brings it to what is written here. */
export async function ensureNetworkCopy(home: Home, port = portsOf(home).nats): Promise<void> {
  const keeper = readSecrets(home)?.engineersKeeper;
  if (keeper === undefined)
    throw new Failure("There is no installation here yet.", {
      cure: "start Torre with ./torre up",
    });
  const connection = await connect({
    servers: `nats://127.0.0.1:${port}`,
    user: keeper.user,
    pass: keeper.password,
    name: "engineers-keeper",
  });
  try {
    // The check asks for account information, which a keeper of one stream needs not have.
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const exists = await manager.streams.info(network.name).then(
      () => true,
      () => false,
    );
    if (exists) await manager.streams.update(network.name, network);
    else await manager.streams.add(network);
  } finally {
    await connection.close();
  }
}
