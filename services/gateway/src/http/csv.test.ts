import { expect } from "chai";
import { csv } from "./csv.ts";

async function written(rows: readonly { name: string; cents: number | null }[]): Promise<string> {
  async function* pages() {
    yield rows;
  }
  const columns = {
    Nome: ({ name }: { name: string }) => name,
    Valor: ({ cents }: { cents: number | null }) => cents,
  };
  let text = "";
  for await (const piece of csv(columns, pages())) text += piece;
  return text;
}

describe("a list as CSV", () => {
  it("opens in a spreadsheet with its accents, one row a line", async () => {
    expect(await written([{ name: "José Açaí", cents: 9000 }])).to.equal(
      "\uFEFFNome;Valor\r\nJosé Açaí;9000\r\n",
    );
  });

  it("keeps separators, quotes and line breaks inside their cell", async () => {
    expect(await written([{ name: 'a;b "c"\nd', cents: null }])).to.contain('"a;b ""c""\nd";\r\n');
  });

  it("never hands a formula to the spreadsheet (S37)", async () => {
    for (const name of ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"]) {
      expect(await written([{ name, cents: 1 }])).to.match(/\r\n"?'/);
    }
  });
});
