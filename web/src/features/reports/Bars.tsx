import { useTranslation } from "react-i18next";
import { barsOf, type Tally } from "./day.ts";

type Props = {
  readonly title: string;
  readonly tallies: readonly Tally[];
  /** What a tally without a name is called. */
  readonly nameless: string;
};

/** A comparison as bars with their numbers, readable as a table by who does not see them. */
export function Bars({ title, tallies, nameless }: Props) {
  const { t } = useTranslation();
  const bars = barsOf(tallies, t("report.others"));
  return (
    <section className="panel report-bars">
      <h2>{title}</h2>
      {bars.length === 0 && <p className="soft">{t("report.nobody")}</p>}
      <dl>
        {bars.map(({ key, name, count, percent }) => (
          <div key={key} className="report-bar">
            <dt>{name || nameless}</dt>
            <dd>
              <span className="report-bar-line" style={{ width: `${percent}%` }} />
              <span className="number">{count}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
