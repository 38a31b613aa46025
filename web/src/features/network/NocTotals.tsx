import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import type { NetworkHealth } from "../../api/noc.ts";
import { changeOf } from "./point-change.ts";

/** What a tired person must see first, as large numbers. */
export function NocTotals({ online, yesterday, silent, rejects }: NetworkHealth) {
  const { t, i18n } = useTranslation();
  const number = (count: number) => new Intl.NumberFormat(i18n.language).format(count);
  const refused = rejects.reduce((sum, { count }) => sum + count, 0);
  const since = isMissing(yesterday)
    ? ""
    : t("noc.sinceYesterday", { change: changeOf({ online, yesterday }, i18n.language) });
  const cards = [
    { key: "online", title: t("noc.title"), count: online, note: since },
    { key: "silent", title: t("noc.silent"), count: silent.length, note: noteOf(silent.length) },
    { key: "rejects", title: t("noc.rejects"), count: refused, note: "" },
  ];
  function noteOf(count: number) {
    return count === 0 ? t("noc.silentNone") : "";
  }
  return (
    <dl className="noc-totals">
      {cards.map(({ key, title, count, note }) => (
        <div
          key={key}
          className={`panel noc-total ${key === "silent" && count > 0 ? "noc-total-bad" : ""}`}
        >
          <dt>{title}</dt>
          <dd>
            <span className="noc-total-count number">{number(count)}</span>
            {note !== "" && <span className="soft number">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
