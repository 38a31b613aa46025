import { newId } from "@isp/kernel";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { parsePix } from "pix-utils";
import { brCode, crc16, mostPixCents, plainText, referenceOf } from "./br-code.ts";
import { normalisePixKey, pixKeyKind } from "./pix-key.ts";

const key = "123e4567-e12b-12d1-a456-426655440000";
const charge = { key, name: "Fulano de Tal", city: "BRASILIA", amountCents: 9_000n };

describe("a Pix code to copy and paste", () => {
  it("ends with the checksum of the central bank's example (Manual do BR Code, static QR)", () => {
    const example =
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR" +
      "5913Fulano de Tal6008BRASILIA62070503***6304";
    expect([crc16(example), crc16("123456789")]).to.deep.equal(["1D3D", "29B1"]);
  });

  it("is read back by a parser of somebody else: same key, amount, names and reference", () => {
    const cents = fc.bigInt({ min: 1n, max: 99_999_999_999n });
    const names = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
    const property = fc.property(cents, names, names, (amountCents, name, city) => {
      const reference = referenceOf(newId());
      const read = parsePix(brCode({ key, name, city, amountCents, reference }));
      if (!("pixKey" in read)) throw new Error("it was not read as a static Pix code");
      expect(read.pixKey).to.equal(key);
      expect(Math.round((read.transactionAmount ?? 0) * 100)).to.equal(Number(amountCents));
      expect([read.merchantName, read.merchantCity, read.txid]).to.deep.equal([
        plainText(name, 25),
        plainText(city, 15),
        reference,
      ]);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("writes an amount with two places, and refuses one that is none", () => {
    const code = (amountCents: bigint) => brCode({ ...charge, amountCents, reference: "A1" });
    expect(code(5n)).to.contain("54040.05");
    expect(code(9_210n)).to.contain("540592.10");
    for (const wrong of [0n, -1n, mostPixCents + 1n]) {
      expect(() => code(wrong)).to.throw(RangeError);
    }
  });

  it("takes a reference of letters and digits only", () => {
    const code = (reference: string) => brCode({ ...charge, reference });
    for (const wrong of ["", "a b", "é", "x".repeat(26), "6304"] as const) {
      if (wrong === "6304") expect(code(wrong)).to.contain("62080504");
      else expect(() => code(wrong)).to.throw(RangeError);
    }
  });

  it("makes one reference of every invoice, from which its id is read again", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const reference = referenceOf(id);
        expect(reference).to.match(/^[0-9A-Z]{25}$/);
        const value = Array.from(reference).reduce(
          (sum, sign) => sum * 36n + BigInt(parseInt(sign, 36)),
          0n,
        );
        expect(value).to.equal(BigInt(`0x${id.replaceAll("-", "")}`));
      }),
    );
  });

  it("knows the five kinds of keys, however they are typed, and nothing else", () => {
    const kinds = [
      ["529.982.247-25", "52998224725", "cpf"],
      ["11.222.333/0001-81", "11222333000181", "cnpj"],
      ["12.abc.345/01DE-35", "12ABC34501DE35", "cnpj"],
      [" Caixa@Provedor.com.br ", "caixa@provedor.com.br", "email"],
      ["+55 (43) 99999-1234", "+5543999991234", "phone"],
      [key.toUpperCase(), key, "random"],
    ] as const;
    for (const [typed, kept, kind] of kinds) {
      const normal = normalisePixKey(typed);
      expect([normal, pixKeyKind(normal)]).to.deep.equal([kept, kind]);
    }
    const wrong = ["", "52998224724", "43999991234", "+1555", "a@", "abc", "11222333000182"];
    expect(wrong.map((given) => pixKeyKind(normalisePixKey(given)))).to.deep.equal(
      wrong.map(() => null),
    );
  });
});
