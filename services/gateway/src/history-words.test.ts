import { readFileSync } from "node:fs";
import { expect } from "chai";
import { describe, it } from "mocha";
import { endpointsOf } from "./app.ts";
import { openApi } from "./http/openapi.ts";

describe("the history of a customer", () => {
  for (const language of ["pt-BR", "en"]) {
    it(`has words for every act of the API and for every field of it: ${language}`, () => {
      const file = new URL(`../../../web/src/i18n/${language}.json`, import.meta.url);
      const { history } = JSON.parse(readFileSync(file, "utf8")) as {
        readonly history: Readonly<Record<"act" | "field", Readonly<Record<string, string>>>>;
      };
      // Nothing is called: the endpoints are only read.
      const { paths } = openApi(endpointsOf({} as never, {} as never)) as { readonly paths: Paths };
      const wanted = wordsOf(paths);
      expect(wanted.acts.filter((act) => history.act[act] === undefined)).to.deep.equal([]);
      expect(wanted.fields.filter((field) => history.field[field] === undefined)).to.deep.equal([]);
      expect(wanted.fields).to.include.members(["planId", "weekdays", "mailDomain"]);
    });
  }
});

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};
type Operation = {
  readonly requestBody?: {
    readonly content?: { readonly "application/json"?: { readonly schema?: Schema } };
  };
};
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

// Only the console and the server say this to each other.
const machinery = ["previewId"];

/** What the history may have to say: every writing function, and every field without a field in it. */
function wordsOf(paths: Paths) {
  const acts: string[] = [];
  const fields = new Set<string>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { requestBody }] of Object.entries(methods)) {
      if (method === "get") continue;
      const parts = path.replace("/api/v1", "").split("/");
      acts.push(
        [method, ...parts.filter((part) => part !== "" && !part.startsWith("{"))].join("_"),
      );
      const schema = requestBody?.content?.["application/json"]?.schema;
      for (const field of schema === undefined ? [] : leavesOf(schema)) fields.add(field);
    }
  return { acts, fields: [...fields].filter((field) => !machinery.includes(field)) };
}

function leavesOf(schema: Schema): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const within = leavesOf(field);
    return within.length > 0 ? within : [name];
  });
  return [...own, ...inner.flatMap(leavesOf)];
}
