import { plansEvents } from "@isp/contracts";
import { type Consumer, consumer, type Once, required } from "@isp/messaging";
import type { Mail } from "../usecases/ports.ts";

/** Follows under which domain each unit's logins have their mail. */
export function onBusinessUnit(once: Once<Mail>): Consumer {
  return consumer(
    "mail-business-units",
    plansEvents.businessUnit,
    once(async (fact, { unitDomains, inbox }, { consumer: name }) => {
      const unit = required(fact.businessUnit, "businessUnit");
      if (!(await inbox.advance(name, unit.id, fact.version))) return;
      if (unit.deleted) await unitDomains.remove(unit.id);
      else await unitDomains.keep(unit.id, unit.mailDomain);
    }),
  );
}
