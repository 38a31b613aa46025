import { createRequire } from "node:module";
import type { Liquid, Template } from "liquidjs";
import { refuse } from "../domain/errors.ts";
import {
  lawfulVariables,
  longestNotice,
  longestSubject,
  type NoticeTemplate,
  noticeVariables,
  sampleNotice,
} from "../domain/notice-template.ts";
import type { NoticeTemplates } from "../usecases/notice-ports.ts";

/**
 * LiquidJS as it may be trusted with what an operator types: names are checked, own properties only, and
 * time, memory and length are bounded. There are no files behind it.
 */
export function liquidNotices(): NoticeTemplates {
  let loaded: Liquid | undefined;
  const engine = (): Liquid => (loaded ??= loadEngine());
  const render: NoticeTemplates["render"] = ({ subject, body }, values) => {
    const filled = (text: string, pointer: string) =>
      tried(pointer, () => String(engine().parseAndRenderSync(text, { ...values })));
    const title = filled(subject, "/subject").replaceAll(/\s+/g, " ").trim();
    return { subject: title.slice(0, longestSubject), body: filled(body, "/body") };
  };
  return {
    render,
    check(template) {
      const named = namesIn(engine(), template);
      const missing = lawfulVariables.filter((name) => !named.has(name));
      if (template.kind === "default" && missing.length > 0)
        throw wrong("/body", `the law asks for ${missing.join(", ")}`);
      const { subject } = render(template, sampleNotice);
      if (subject === "") throw wrong("/subject", "must be given");
    },
  };
}

function namesIn(engine: Liquid, { subject, body }: NoticeTemplate): ReadonlySet<string> {
  const known = new Set<string>(noticeVariables);
  const named = new Set<string>();
  for (const [pointer, text] of [
    ["/subject", subject],
    ["/body", body],
  ] as const) {
    const template = tried(pointer, () => engine.parse(text));
    for (const { name, row } of tried(pointer, () => usesIn(engine, template))) {
      if (!known.has(name)) throw wrong(pointer, `line ${row}: there is no ${name}`);
      named.add(name);
    }
  }
  return named;
}

/** Every name that a text takes from outside, also where a branch would hide it. */
function usesIn(engine: Liquid, template: Template[]) {
  const { globals } = engine.analyzeSync(template, { partials: false });
  return Object.values(globals).flatMap((uses) =>
    uses.map(({ segments, location }) => ({
      name: segments.map(String).join("."),
      row: location.row,
    })),
  );
}

/** Read when the first letter is written. */
function loadEngine(): Liquid {
  const { Liquid: Engine } = createRequire(import.meta.url)(
    "liquidjs",
  ) as typeof import("liquidjs");
  return new Engine({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: longestNotice,
    renderLimit: 500,
    memoryLimit: 1_000_000,
  });
}

function tried<Result>(pointer: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(pointer, reason.split("\n")[0]?.slice(0, 300) ?? "cannot be read", error);
  }
}

const wrong = (pointer: string, detail: string, cause?: unknown) =>
  refuse.template_wrong(`The template: ${detail}.`, { fields: [{ pointer, detail }], cause });
