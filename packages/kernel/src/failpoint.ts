/**
 * Named places at which a fault test makes the process die or fail, set by the environment as
 * `name=exit` or `name=error`, comma separated; `name=exit@3` acts on the third pass. Unset, a pass
 * costs one map look-up.
 */
export type Failpoints = (name: string) => void;

type Armed = { readonly act: "exit" | "error"; readonly at: number; passes: number };

export function failpoints(spec: string | undefined, exit: (code: number) => void): Failpoints {
  const armed = new Map<string, Armed>();
  for (const entry of (spec ?? "").split(",").filter((text) => text !== "")) {
    const [, name, act, at] = /^([\w.-]+)=(exit|error)(?:@(\d+))?$/.exec(entry) ?? [];
    if (name === undefined || act === undefined) throw new Error(`malformed failpoint "${entry}"`);
    armed.set(name, { act: act === "exit" ? "exit" : "error", at: Number(at ?? 1), passes: 0 });
  }
  return (name) => {
    const point = armed.get(name);
    if (point === undefined || ++point.passes !== point.at) return;
    if (point.act === "error") throw new Error(`failpoint ${name}`);
    exit(99);
  };
}

export const noFailpoints: Failpoints = () => undefined;
