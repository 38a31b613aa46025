import { expect } from "chai";
import { remarkWords } from "./remark-words.ts";

const of = (code: string, detail: string) => remarkWords({ code, detail })?.text.values;

describe("the words of a warning or a conflict", () => {
  it("carry the numbers and names of the service's sentence", () => {
    const debts = "2 unpaid invoices of the new customer, 9990 centavos in all";
    expect(of("billing.target_has_debts", debts)).to.include({ count: "2", cents: "9990" });
    const boxes = "5 mailboxes, 3 included; 500 centavos a month for each other";
    expect(of("mail.more_than_included", boxes)).to.include({ included: "3", cents: "500" });
    const limit = "2 of kind domain, and Hospedagem, com 1 carries 1";
    expect(of("hosting.domain_limit", limit)).to.include({ plan: "Hospedagem, com 1", room: "1" });
  });

  it("are none for a sentence that is new", () => {
    expect(remarkWords({ code: "mail.brand_new", detail: "Something else." })).to.equal(undefined);
  });
});
