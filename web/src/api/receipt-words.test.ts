import { expect } from "chai";
import { detailParts, receiptWords } from "./receipt-words.ts";

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

  it("are found part by part, however the parts are joined", () => {
    const keys = (detail: string) =>
      detailParts(detail).map((part) => (typeof part === "string" ? part : part.key.slice(17)));
    expect(keys("keeps its password; 5000 kbit/s down, 2500 up; its sessions are ended once"))
      .to //
      .deep.equal(["keepsPassword", "speed", "endsOnce"]);
    expect(keys("under contract 12, empty, new password, waits for a mail server"))
      .to //
      .deep.equal(["underContract", "empty", "newPassword", "waits"]);
    const changed = "under contract 12; 1 session told the new speed; NAS answered nak 401";
    expect(keys(`${changed}; asked to disconnect instead; NAS answered timeout`)).to.deep.equal([
      "underContract",
      "toldSpeed",
      "nasAnswered",
      "disconnectInstead",
      "nasAnswered",
    ]);
    expect(keys("1 session asked to disconnect; NAS answered ack")).to.deep.equal([
      "disconnectAnswered",
    ]);
    expect(keys("Fibra 500, 9990 centavos")).to.deep.equal(["planAt"]);
    const fine = "cancellation fine by min(valor_plano; 50) with valor_plano = 59,90";
    expect(detailParts(fine)).to.deep.equal([
      {
        key: "operation.detail.fineByWith",
        values: { formula: "min(valor_plano; 50)", values: "valor_plano = 59,90" },
      },
    ]);
    expect(keys("wanted on; moved to shelf 3")).to.deep.equal(["moved to shelf 3"]);
  });
});
