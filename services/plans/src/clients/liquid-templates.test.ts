import { DomainError } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import { sampleValues } from "../domain/contract-sample.ts";
import { standardTemplate } from "../domain/contract-template.ts";
import { liquidTemplates } from "./liquid-templates.ts";

describe("a contract template", () => {
  const templates = liquidTemplates();
  const wrong = (body: string): string => {
    try {
      templates.check(body);
      return "";
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error.fields[0]?.detail ?? error.code;
    }
  };

  it("C40: names what the contract says, and the standard one is right", () => {
    expect(wrong(standardTemplate.body)).to.equal("");
    const text = templates.render("Olá {{ customer.name | upcase }}!", sampleValues);
    expect(text).to.equal("Olá ANTÔNIA CONCEIÇÃO DA SILVA!");
  });

  it("C40: is refused with the line where it names what there is not, also in a hidden branch", () => {
    expect(wrong("a\nb\n{{ customer.nome }}")).to.equal("line 3: there is no customer.nome");
    expect(wrong("{% if today == 'x' %}\n{{ secret.key }}\n{% endif %}")).to.contain("secret.key");
    expect(wrong("{{ today | to_js }}")).to.contain("to_js");
    expect(wrong("{% if %}")).to.not.equal("");
    expect(wrong("{{ customer.name")).to.not.equal("");
  });

  it("C40, S58: reaches no file, no prototype and no code, and ends", () => {
    expect(wrong("{% include '/etc/passwd' %}")).to.not.equal("");
    expect(wrong("{% render '../package.json' %}")).to.not.equal("");
    expect(wrong("{{ customer.constructor.constructor }}")).to.contain("constructor");
    const started = Date.now();
    expect(wrong("{% for i in (1..100000000) %}x{% endfor %}")).to.not.equal("");
    expect(
      wrong("{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}"),
    ).to.not.equal("");
    const doubling = "{% assign s = 'xxxxxxxx' %}" + "{% assign s = s | append: s %}".repeat(40);
    expect(wrong(`${doubling}{{ s }}`)).to.not.equal("");
    expect(Date.now() - started).to.be.below(4_000);
  });
});
