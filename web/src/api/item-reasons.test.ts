import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { itemReasonWords } from "./item-reasons.ts";

const texts = JSON.parse(readFileSync(join(import.meta.dirname, "../i18n/pt-BR.json"), "utf8")) as {
  readonly item: { readonly found: Readonly<Record<string, string>> };
};

describe("why an item is not in step", () => {
  it("is said part by part in the operator's language", () => {
    const said = itemReasonWords(
      "the zone was changed on the server: www.a.com.br. A; loja_x is locked; something new",
    );
    expect(said).to.deep.equal([
      { key: "item.found.zoneChanged", values: { names: "www.a.com.br. A" } },
      { key: "item.found.locked", values: { user: "loja_x" } },
      "something new",
    ]);
  });

  it("has a text for what the servers of customers answer", () => {
    for (const reason of [
      "the server has no such zone",
      "the site's configuration was changed on the server",
      "the web server has another version of the site",
      "there is no mariadb server",
      "loja_x has rights beyond loja",
      "loja belongs to root",
      "there is no user loja_x",
      "the folder /loja/fotos is missing",
      "the folder /loja is another user's",
      "the folder /loja: nova cannot be made: permission denied",
      "the folder /loja cannot be made: name too long",
      "the folder /loja cannot be made: no folder",
      "/loja is no folder",
      "the shortcut /loja is missing",
      "the shortcut /loja is something else",
      "the shortcut /loja cannot be made: permission denied",
      "the shortcut /loja cannot be made: name too long",
      "the shortcut /loja cannot be made: file exists",
      "the shortcut /loja cannot be removed: permission denied",
    ]) {
      const [words] = itemReasonWords(reason);
      const key = typeof words === "object" ? words.key.split(".").at(-1) : undefined;
      expect(texts.item.found, reason).to.have.property(key ?? "");
    }
  });
});
