import { expect } from "chai";
import { describe, it } from "mocha";
import { standardTemplate } from "../domain/contract-template.ts";
import { contractPdf } from "./contract-pdf.ts";

describe("a contract on paper", function () {
  this.timeout(20_000);
  const paper = { title: "Contrato nº 1001 – Conceição 😀", mark: "MINUTA", foot: "SHA-256 00" };

  it("C40: is a PDF of A4 pages, with accents and signs no font has", async () => {
    const text = `${standardTemplate.body}\n\nAção, coração, 😀 🧾 e 'aspas'.`;
    const pdf = Buffer.from(await contractPdf()({ ...paper, text }));
    expect(pdf.subarray(0, 5).toString()).to.equal("%PDF-");
    expect(pdf.length).to.be.below(200_000);
  });

  it("C40: is refused where it would not end", async () => {
    const text = "linha comprida\n\n".repeat(12_000);
    let code = "printed";
    await contractPdf()({ ...paper, text }).catch((error: { code: string }) => {
      code = error.code;
    });
    expect(code).to.equal("plans.template_wrong");
  });
});
