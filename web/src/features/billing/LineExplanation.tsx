import { isMissing } from "../../api/missing.ts";
import { useTranslation } from "react-i18next";
import type { Line } from "../../api/billing.ts";
import { type CalendarDay, type CalendarMonth, monthsOf } from "../../ui/calendar.ts";
import { addDays, daysBetween, formatDay } from "../../ui/dates.ts";
import { formatCents } from "../../ui/money.ts";

/** Why a line is what it is: one sentence, and the days of its cycle drawn. */
export function LineExplanation({ line }: { readonly line: Line }) {
  const { t, i18n } = useTranslation();
  const { explanation } = line;
  if (isMissing(explanation)) return null;
  const parts = explanation.calendar.filter(
    ({ fromOn, toOn }) => fromOn !== "" && daysBetween(fromOn, toOn) > 0,
  );
  const price = explanation.payableCents ?? explanation.priceCents;
  return (
    <div className="explanation">
      <div className="explanation-words">
        <p>
          {t(sentenceOf(line), {
            item: line.item ?? "",
            days: line.days,
            cycle: explanation.cycleDays,
            price: price === undefined ? "" : formatCents(price, i18n.language),
            amount: formatCents(line.amountCents, i18n.language),
          })}
        </p>
        <ul>
          {parts.map(({ fromOn, toOn, what }) => (
            <li key={fromOn + what}>
              <span className={`day-key day-${what}`} aria-hidden="true" />
              <span>{t(`billing.day.${what}`, what)}</span>
              <span className="soft number">
                {t("billing.spanDays", {
                  from: formatDay(addDays(fromOn, 1)),
                  to: formatDay(toOn),
                  count: daysBetween(fromOn, toOn),
                })}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {monthsOf(parts).map((month) => (
        <Month key={month.month} month={month} />
      ))}
    </div>
  );
}

/** What is not prorated has a sentence of its own kind. */
function sentenceOf({ kind, days, explanation }: Line): string {
  return days === 0 ? `billing.unprorated.${kind}` : `billing.basis.${explanation?.basis ?? ""}`;
}

function Month({ month }: { readonly month: CalendarMonth }) {
  const { i18n } = useTranslation();
  const first = new Date(`${month.month}-01T12:00:00Z`);
  const title = new Intl.DateTimeFormat(i18n.language, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(first);
  return (
    <figure className="month">
      <figcaption>{title}</figcaption>
      <div className="month-days" aria-hidden="true">
        {Array.from({ length: month.lead }, (_, at) => (
          <span key={`lead-${at}`} />
        ))}
        {month.days.map((day) => (
          <Day key={day.day} day={day} />
        ))}
      </div>
    </figure>
  );
}

function Day({ day }: { readonly day: CalendarDay }) {
  const { t } = useTranslation();
  const label = day.what === "" ? undefined : t(`billing.day.${day.what}`, day.what);
  return (
    <span className={`day day-${day.what === "" ? "outside" : day.what}`} title={label}>
      {Number(day.day.slice(8))}
    </span>
  );
}
