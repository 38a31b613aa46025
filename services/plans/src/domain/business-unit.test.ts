import { expect } from "chai";
import { checkBusinessUnit, type NewBusinessUnit } from "./business-unit.ts";

describe("a business unit", () => {
  const unit: NewBusinessUnit = {
    name: "Londrina",
    city: "Londrina",
    otherCities: [],
    timeZone: "America/Sao_Paulo",
    prorationBasis: "actual",
    closingDay: 31,
    advanceBilling: false,
    mailDomain: "londrina.example",
    businessHours: [],
    suspensionPolicy: "walled-garden",
    walledGardenName: "torre-suspended",
  };

  it("names its walled garden as every access server can read it", () => {
    for (const walledGardenName of ["a", "aviso_Londrina-1.2", "9".repeat(63)])
      expect(() => checkBusinessUnit({ ...unit, walledGardenName })).not.to.throw();
    for (const walledGardenName of [
      "",
      "-a",
      "a b",
      "é",
      'a"b',
      "a;/system reboot",
      "9".repeat(64),
    ])
      expect(() => checkBusinessUnit({ ...unit, walledGardenName }), walledGardenName).to.throw();
  });
});
