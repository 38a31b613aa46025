import { getBoletoInfo } from "@brazilian-utils/brazilian-utils/get-boleto-info";
import { addDays } from "@isp/kernel";
import { validarBoleto } from "@mrmgomes/boleto-utils";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { type Agreement, bankLayouts } from "./bank-layouts.ts";
import { barcodeOf, dueFactor, mostBoletoCents, printedLine, typeableLine } from "./boleto.ts";

type Example = readonly [
  source: string,
  agreement: Agreement,
  number: string,
  dueOn: string,
  cents: bigint,
  barcode: string,
  line: string,
];

// biome-ignore format: one example per row reads as a table
const published: readonly Example[] = [
  ["Itaú, manual \"Cobrança Itaú\", example of the typeable line",
    { bankCode: "341", agency: "0057", account: "12345", agreement: "", wallet: "110" },
    "12345678", "2002-05-01", 12_345n,
    "34196166700000123451101234567880057123457000",
    "34191.10121 34567.880058 71234.570001 6 16670000012345"],
  ["Banco do Brasil, agreement of seven digits, tests of pyboleto",
    { bankCode: "001", agency: "9999", account: "00099999", agreement: "7777777", wallet: "18" },
    "0000087654", "2011-03-08", 295_295n,
    "00196490000002952950000007777777000008765418",
    "00190.00009 07777.777009 00087.654182 6 49000000295295"],
  ["Bradesco, tests of pyboleto",
    { bankCode: "237", agency: "0278", account: "0039232", agreement: "", wallet: "06" },
    "00002125525", "2011-02-05", 828_000n,
    "23794486900008280000278060000212552500392320",
    "23790.27804 60000.212559 25003.923205 4 48690000828000"],
  ["Sicoob, paper of a cooperative in the tests of pyboleto",
    { bankCode: "756", agency: "3069", account: "", agreement: "0000225", wallet: "303" },
    "0000003", "2016-05-06", 9_750n,
    "75693678600000097503306903000022500000035001",
    "75693.30694 03000.022503 00000.350017 3 67860000009750"],
];

describe("a boleto", () => {
  for (const [source, agreement, number, dueOn, amountCents, barcode, line] of published) {
    it(`has the barcode and the typeable line of a published example (${source})`, () => {
      const { bankCode } = agreement;
      const freeField = bankLayouts.get(bankCode)!.freeField(agreement, number);
      const made = barcodeOf({ bankCode, dueOn, amountCents, freeField });
      expect([made, printedLine(typeableLine(made))]).to.deep.equal([barcode, line]);
    });
  }

  it("counts its due date from 07/10/1997 to 21/02/2025 and starts over at 1000 after it", () => {
    const factors = ["2000-07-03", "2025-02-21", "2025-02-22", "2026-05-10", "2049-10-13"];
    expect(factors.map(dueFactor)).to.deep.equal([1_000, 9_999, 1_000, 1_442, 9_999]);
    expect(dueFactor("2049-10-14")).to.equal(1_000);
    expect(() => dueFactor("1999-12-31")).to.throw(RangeError);
  });

  it("is read back by parsers of others: same amount, same day, same barcode", () => {
    const layouts = fc.constantFrom(...bankLayouts.entries());
    const day = fc.integer({ min: 0, max: 8_999 }).map((days) => addDays("2025-02-22", days));
    const cents = fc.bigInt({ min: 1n, max: mostBoletoCents });
    const digits = fc.stringMatching(/^\d{11}$/);
    const property = fc.property(layouts, day, cents, digits, (entry, dueOn, amountCents, some) => {
      const [bankCode, layout] = entry;
      const part = (length = 0) => some.slice(0, length);
      const { agency, account, agreement, wallet } = layout.digits;
      const parts = {
        bankCode,
        agency: part(agency),
        account: part(account),
        agreement: part(agreement),
        wallet: part(wallet),
      };
      const freeField = layout.freeField(parts, part(layout.ourNumberDigits));
      const barcode = barcodeOf({ bankCode, dueOn, amountCents, freeField });
      // Its declaration lacks the due date by the new factor.
      const line = typeableLine(barcode);
      const read = validarBoleto(line) as ReturnType<typeof validarBoleto> & {
        readonly vencimentoComNovoFator2025: Date;
      };
      expect([read.sucesso, read.codigoBarras]).to.deep.equal([true, barcode]);
      // The other reader drops the first of ten digits of an amount.
      expect(getBoletoInfo(line)?.amount).to.equal(Number(amountCents));
      expect(read.vencimentoComNovoFator2025.toISOString().slice(0, 10)).to.equal(dueOn);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("refuses what its digits cannot hold", () => {
    const good = { bankCode: "001", dueOn: "2026-06-10", freeField: "0".repeat(25) };
    for (const amountCents of [0n, -1n, mostBoletoCents + 1n]) {
      expect(() => barcodeOf({ ...good, amountCents })).to.throw(RangeError);
    }
    expect(() => barcodeOf({ ...good, amountCents: 1n, freeField: "1" })).to.throw(RangeError);
  });
});
