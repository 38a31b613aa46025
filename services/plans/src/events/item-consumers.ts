import { type common, hostingEvents, mailEvents, radiusEvents } from "@isp/contracts";
import { type Consumer, consumer, type Once, required } from "@isp/messaging";
import type { Item } from "../domain/item.ts";
import type { PlansScope } from "../usecases/ports.ts";

/** Keep the tree: every item as its owner last described it. */
export function itemConsumers(once: Once<PlansScope>): Consumer[] {
  const keep = once(async ({ item }: { item: common.Item | undefined }, { items }) => {
    await items.keep(toItem(required(item, "item")));
  });
  return [
    consumer("plans-logins", radiusEvents.login, keep),
    consumer("plans-ips", radiusEvents.ip, keep),
    consumer("plans-mailboxes", mailEvents.mailbox, keep),
    consumer("plans-domains", hostingEvents.domain, keep),
    consumer("plans-databases", hostingEvents.database, keep),
    consumer("plans-ftp-users", hostingEvents.ftpUser, keep),
    consumer("plans-dns-hosts", hostingEvents.host, keep),
  ];
}

export function toItem(message: common.Item): Item {
  const wanted = required(message.wanted, "item.wanted");
  const real = required(message.real, "item.real");
  return {
    ...message,
    wanted: { ...wanted, at: required(wanted.at, "item.wanted.at") },
    real: { ...real, at: required(real.at, "item.real.at") },
  };
}
