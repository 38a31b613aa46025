import { createRequire } from "node:module";
import type { Liquid, Template } from "liquidjs";
import { sampleValues, templateVariables } from "../domain/contract-sample.ts";
import { longestBody } from "../domain/contract-template.ts";
import { refuse } from "../domain/errors.ts";
import type { Templates } from "../usecases/contract-ports.ts";

const longestText = 200_000;

/**
 * LiquidJS as it may be trusted with what an operator types: names are checked, own properties only,
 * and time, memory and length are bounded. There are no files behind it: `include` finds nothing.
 */
export function liquidTemplates(): Templates {
  let loaded: Liquid | undefined;
  const engine = (): Liquid => (loaded ??= loadEngine());
  const known = new Set(templateVariables.flatMap(([name]) => [name, name.split(".")[0] ?? name]));
  const render: Templates["render"] = (body, values) => {
    const text = tried(() => String(engine().parseAndRenderSync(body, { ...values })));
    if (text.length > longestText) throw wrong("makes a text that is too long");
    return text;
  };
  return {
    render,
    check(body) {
      const template = tried(() => engine().parse(body));
      const unknown = tried(() => unknownIn(engine(), template, known));
      if (unknown.length > 0) throw wrong(unknown.join("; "));
      render(body, sampleValues);
    },
  };
}

/** Read when the first contract is: it weighs as much as all the rules of plans. */
function loadEngine(): Liquid {
  const { Liquid: Engine } = createRequire(import.meta.url)(
    "liquidjs",
  ) as typeof import("liquidjs");
  return new Engine({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: longestBody,
    renderLimit: 500,
    memoryLimit: 2_000_000,
  });
}

/** Every name that is not offered, also where a branch would hide it, with its line. */
function unknownIn(
  engine: Liquid,
  template: Template[],
  known: ReadonlySet<string>,
): readonly string[] {
  const { globals } = engine.analyzeSync(template, { partials: false });
  return Object.values(globals).flatMap((uses) =>
    uses.flatMap((use) => {
      const name = use.segments.map(String).join(".");
      return known.has(name) ? [] : [`line ${use.location.row}: there is no ${name}`];
    }),
  );
}

/** The engine says by throwing what is wrong with a text, and where. */
function tried<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(reason.split("\n")[0]?.slice(0, 300) ?? "cannot be read", error);
  }
}

const wrong = (detail: string, cause?: unknown) =>
  refuse.template_wrong(`The template: ${detail}.`, {
    fields: [{ pointer: "/body", detail }],
    cause,
  });
