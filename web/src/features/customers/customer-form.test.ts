import { expect } from "chai";
import { toNewCustomer } from "./customer-form.ts";

describe("the customer form", () => {
  it("sends what was typed without blanks and doubled spaces", () => {
    const sent = toNewCustomer({
      personType: "individual",
      document: "52998224725",
      name: " Ana  Prado ",
      email: "",
      phone: "43999887766",
      city: "Londrina",
      address: { postalCode: "86010100", street: "", number: "10" },
    });
    expect(sent).to.deep.equal({
      personType: "individual",
      document: "52998224725",
      name: "Ana Prado",
      phone: "43999887766",
      city: "Londrina",
      address: { postalCode: "86010100", number: "10", city: "Londrina" },
    });
  });
});
