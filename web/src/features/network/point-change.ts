import { isMissing } from "../../api/missing.ts";
import type { PointHealth } from "../../api/noc.ts";

type Counted = Pick<PointHealth, "online" | "yesterday" | "name">;

/** More is plus, less is minus; colour alone would not tell. */
export function changeOf(
  { online, yesterday }: Pick<Counted, "online" | "yesterday">,
  language = "pt-BR",
): string {
  if (isMissing(yesterday)) return "–";
  const format = new Intl.NumberFormat(language, { signDisplay: "exceptZero" });
  return format.format(online - yesterday).replace("-", "−");
}

/** Where most customers are missing comes first; where none are, or nobody knows, where most are online. */
export function lossesFirst(one: Counted, other: Counted): number {
  const changed = ({ online, yesterday }: Counted) => online - (yesterday ?? online);
  return (
    changed(one) - changed(other) || other.online - one.online || one.name.localeCompare(other.name)
  );
}
