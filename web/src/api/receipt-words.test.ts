import { expect } from "chai";
import { receiptWords } from "./receipt-words.ts";

describe("the words of a receipt", () => {
  it("are ours where the services' sentence is known", () => {
    expect(receiptWords("bills after 2026-11-22")).to.deep.equal({
      key: "operation.detail.bills",
      values: { on: "2026-11-22" },
    });
    expect(receiptWords("waits for its servers as on")?.key).to.equal("operation.detail.waits");
  });

  it("are none where the action says it all, and the service's own where it is new", () => {
    expect(receiptWords("wanted on")).to.equal(null);
    expect(receiptWords("moved to shelf 3")).to.equal(undefined);
  });
});
