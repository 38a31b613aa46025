import { useTranslation } from "react-i18next";
import type { NetworkHealth } from "../../api/noc.ts";

/** Refusals of the last day by reason, the most frequent first, drawn beside each other. */
export function RejectBars({ rejects }: { readonly rejects: NetworkHealth["rejects"] }) {
  const { t, i18n } = useTranslation();
  const sorted = rejects.toSorted((one, other) => other.count - one.count);
  const most = Math.max(1, ...sorted.map(({ count }) => count));
  const format = new Intl.NumberFormat(i18n.language);
  return (
    <section className="panel noc-panel" aria-label={t("noc.rejects")}>
      <div className="noc-panel-head">
        <h2>{t("noc.rejects")}</h2>
      </div>
      {sorted.length === 0 && <p className="soft">{t("noc.rejectsNone")}</p>}
      <dl className="noc-bars">
        {sorted.map(({ reason, count }) => (
          <div key={reason}>
            <dt>{t(`diagnosis.reject.${reason}`)}</dt>
            <dd>
              <span className="noc-bar" style={{ width: `${(count / most) * 100}%` }} />
              <span className="number">{format.format(count)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
