import { useTranslation } from "react-i18next";
import { formatDay, formatInstant, isDay } from "./dates.ts";

type DayProps = { readonly on: string | undefined | null };

/** A civil date, the same for everybody. */
export function CivilDate({ on }: DayProps) {
  if (!isDay(on)) return <span className="soft">–</span>;
  return (
    <time className="number" dateTime={on}>
      {formatDay(on)}
    </time>
  );
}

/** An instant in the operator's own time zone. */
export function Instant({ at }: { readonly at: string | undefined | null }) {
  const { i18n } = useTranslation();
  if (at === undefined || at === null || at === "") return <span className="soft">–</span>;
  return (
    <time className="number" dateTime={at}>
      {formatInstant(at, i18n.language)}
    </time>
  );
}
