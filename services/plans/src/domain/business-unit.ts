import { isDomainName, isTimeZone } from "@isp/kernel";
import { fieldCheck } from "./errors.ts";
import { fold } from "./text.ts";

export type BusinessHours = {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
};

/** The city or region that sells (C6); owns plans, closing day and policies. */
export type BusinessUnit = {
  readonly id: string;
  readonly version: bigint;
  readonly name: string;
  readonly city: string;
  readonly otherCities: readonly string[];
  readonly timeZone: string;
  readonly prorationBasis: "actual" | "commercial30";
  readonly closingDay: number;
  readonly advanceBilling: boolean;
  readonly mailDomain: string;
  readonly businessHours: readonly BusinessHours[];
  readonly suspensionPolicy: "reject" | "walled-garden";
  /** What access servers call the list or pool of customers who are walled in. */
  readonly walledGardenName: string;
};

/** Where nobody has said another name. */
export const usualGarden = "torre-suspended";
/** What every maker's access servers take for a list or a pool, and no command is hidden in. */
const gardenName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

export type NewBusinessUnit = Omit<BusinessUnit, "id" | "version">;

/** Every city the unit serves, folded: the city decides the unit of a customer (C23). */
export function servedCities({ city, otherCities }: NewBusinessUnit): string[] {
  return [...new Set([city, ...otherCities].map(fold))];
}

export function checkBusinessUnit(unit: NewBusinessUnit): void {
  const check = fieldCheck();
  check.require(unit.name.trim() !== "" && unit.name.length <= 120, "/name", "must be given");
  check.require(unit.city.trim() !== "" && unit.city.length <= 120, "/city", "must be given");
  check.require(isTimeZone(unit.timeZone), "/timeZone", "must be an IANA time zone");
  check.require(
    ["actual", "commercial30"].includes(unit.prorationBasis),
    "/prorationBasis",
    "must be actual or commercial30",
  );
  check.require(
    Number.isInteger(unit.closingDay) && unit.closingDay >= 1 && unit.closingDay <= 31,
    "/closingDay",
    "must be a day of the month",
  );
  check.require(isDomainName(unit.mailDomain), "/mailDomain", "must be a domain name");
  check.require(
    ["reject", "walled-garden"].includes(unit.suspensionPolicy),
    "/suspensionPolicy",
    "must be reject or walled-garden",
  );
  check.require(
    gardenName.test(unit.walledGardenName),
    "/walledGardenName",
    "must be 1 to 63 of A-Z, a-z, 0-9, dot, hyphen and underscore, a letter or digit first",
  );
  unit.businessHours.forEach((hours, index) => {
    check.require(
      isPeriod(hours),
      `/businessHours/${index}`,
      "needs weekdays 1 to 7 and from before to",
    );
  });
  check.done();
}

function isPeriod({ weekdays, from, to }: BusinessHours): boolean {
  const time = /^([01]\d|2[0-3]):[0-5]\d$/;
  return (
    weekdays.length > 0 &&
    weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    time.test(from) &&
    time.test(to) &&
    from < to
  );
}
