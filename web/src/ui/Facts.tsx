import type { ReactNode } from "react";
import "./facts.css";

export type Fact = { readonly label: string; readonly value: ReactNode; readonly wide?: boolean };

/** Read-only fields: the label above, the value below. */
export function Facts({
  facts,
  dense = false,
}: {
  readonly facts: readonly Fact[];
  readonly dense?: boolean;
}) {
  return (
    <dl className={dense ? "facts facts-dense" : "facts"}>
      {facts.map(({ label, value, wide }) => (
        <div key={label} className={wide === true ? "facts-wide" : undefined}>
          <dt>{label}</dt>
          <dd>{isBlank(value) ? "–" : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isBlank(value: ReactNode): boolean {
  return value === undefined || value === null || value === false || value === "";
}
