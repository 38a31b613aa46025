import type { ServiceName } from "../system/services.ts";
import type { Topology } from "./topology.ts";

export type Permissions = {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
};

/** Exactly what one service may say and hear; `$JS.>` never is among it. */
export function permissionsOf(service: ServiceName, topology: Topology): Permissions {
  const own = topology.streams.filter(({ owner }) => owner === service);
  const durables = topology.durables.filter(({ owner }) => owner === service);
  return {
    publish: [
      `isp.${service}.v1.>`,
      "$JS.API.INFO",
      "$JS.API.STREAM.INFO.*",
      ...own.flatMap(({ name }) => ownStream(name)),
      ...durables.flatMap(({ stream, durable, filter }) => ownDurable(stream, durable, filter)),
    ],
    subscribe: [`_INBOX_${service}.>`, ...(listens[service] ?? [])],
  };
}

/** What a service hears as it passes by, without a durable: hints to read again, never the truth. */
const listens: Partial<Record<ServiceName, readonly string[]>> = {
  gateway: ["isp.>"],
  // A replica reads its rows again when another one changed them.
  radius: ["login", "ip", "nas", "session.started", "session.updated", "session.stopped"].map(
    (aggregate) => `isp.radius.v1.${aggregate}.>`,
  ),
};

function ownStream(name: string): readonly string[] {
  return [
    `$JS.API.STREAM.CREATE.${name}`,
    `$JS.API.STREAM.UPDATE.${name}`,
    `$JS.API.STREAM.MSG.GET.${name}`,
  ];
}

function ownDurable(stream: string, durable: string, filter: string): readonly string[] {
  return [
    // The server holds the filter in the subject against the one in the request. The older subject,
    // CONSUMER.DURABLE.CREATE, takes any filter and is not granted.
    `$JS.API.CONSUMER.CREATE.${stream}.${durable}.${filter}`,
    `$JS.API.CONSUMER.INFO.${stream}.${durable}`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
    `$JS.ACK.${stream}.${durable}.>`,
  ];
}
