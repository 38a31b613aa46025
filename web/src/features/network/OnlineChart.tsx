import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OnlineSample } from "../../api/noc.ts";
import { useWidth } from "../../ui/use-width.ts";
import {
  clockOf,
  type Days,
  daysOf,
  marksTo,
  nearest,
  type Point,
  stretchesOf,
} from "./online-chart.ts";
import "./noc.css";

const dayMinutes = 1_440;
const edge = { top: 10, right: 12, bottom: 24, left: 52 };
const hoursApart = 3;

type Props = {
  readonly samples: readonly OnlineSample[];
  readonly height?: number;
  /** Whose chart it is, for who hears it. */
  readonly of: string;
};

/** Who is online today, laid over yesterday; what stands under the pointer is said in numbers. */
export function OnlineChart({ samples, height = 240, of }: Props) {
  const { t, i18n } = useTranslation();
  const [place, width] = useWidth<HTMLDivElement>(640);
  const [minute, setMinute] = useState<number>();
  const days = daysOf(samples, new Date());
  const scale = scaleOf(days, width, height);
  const now = days.today.at(-1);
  const told = new Intl.NumberFormat(i18n.language);
  const label = t("noc.chartLabel", {
    of,
    today: now === undefined ? "–" : told.format(now.online),
    yesterday: say(nearest(days.yesterday, now?.minute ?? 0), told),
  });
  return (
    <figure className="online-chart" ref={place}>
      <Legend days={days} minute={minute} format={told} />
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={label}
        onPointerMove={(event) => {
          const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
          setMinute(scale.minuteAt(left));
        }}
        onPointerLeave={() => setMinute(undefined)}
      >
        <Axes scale={scale} format={told} />
        {stretchesOf(days.today).map((stretch) => (
          <path key={stretch[0]?.minute} className="online-area" d={scale.area(stretch)} />
        ))}
        {stretchesOf(days.yesterday).map((stretch) => (
          <path key={stretch[0]?.minute} className="online-yesterday" d={scale.line(stretch)} />
        ))}
        {stretchesOf(days.today).map((stretch) => (
          <path key={stretch[0]?.minute} className="online-today" d={scale.line(stretch)} />
        ))}
        {now !== undefined && (
          <circle className="online-now" r={4} cx={scale.x(now.minute)} cy={scale.y(now.online)} />
        )}
        {minute !== undefined && (
          <line
            className="online-pointer"
            x1={scale.x(minute)}
            x2={scale.x(minute)}
            y1={edge.top}
            y2={height - edge.bottom}
          />
        )}
      </svg>
    </figure>
  );
}

const say = (point: Point | undefined, format: Intl.NumberFormat) =>
  point === undefined ? "–" : format.format(point.online);

type LegendProps = {
  readonly days: Days;
  readonly minute: number | undefined;
  readonly format: Intl.NumberFormat;
};

/** The two lines by name, with their numbers now or where the pointer is. */
function Legend({ days, minute, format }: LegendProps) {
  const { t } = useTranslation();
  const at = minute ?? days.today.at(-1)?.minute;
  const of = (points: readonly Point[]) =>
    at === undefined ? "–" : say(nearest(points, at), format);
  return (
    <figcaption className="online-legend">
      <span className="online-key online-key-today">
        {t("noc.today")} <b className="number">{of(days.today)}</b>
      </span>
      <span className="online-key online-key-yesterday">
        {t("noc.dayBefore")} <b className="number">{of(days.yesterday)}</b>
      </span>
      {at !== undefined && <span className="soft number">{clockOf(at)}</span>}
    </figcaption>
  );
}

type Scale = ReturnType<typeof scaleOf>;

function scaleOf({ today, yesterday }: Days, width: number, height: number) {
  const marks = marksTo(Math.max(0, ...[...today, ...yesterday].map(({ online }) => online)));
  const top = marks.at(-1) ?? 1;
  const [across, down] = [width - edge.left - edge.right, height - edge.top - edge.bottom];
  const x = (minute: number) => edge.left + (minute / dayMinutes) * across;
  const y = (online: number) => edge.top + down - (online / top) * down;
  const line = (points: readonly Point[]) =>
    points
      .map(({ minute, online }, place) => `${place === 0 ? "M" : "L"}${x(minute)},${y(online)}`)
      .join("");
  const area = (points: readonly Point[]) => {
    const [first, last] = [points[0]?.minute ?? 0, points.at(-1)?.minute ?? 0];
    return `${line(points)}L${x(last)},${y(0)}L${x(first)},${y(0)}Z`;
  };
  const minuteAt = (left: number) =>
    Math.min(Math.max(((left - edge.left) / across) * dayMinutes, 0), dayMinutes - 1);
  return { marks, x, y, line, area, minuteAt, width, height };
}

function Axes({ scale, format }: { readonly scale: Scale; readonly format: Intl.NumberFormat }) {
  const hours = Array.from({ length: 24 / hoursApart + 1 }, (_, place) => place * hoursApart);
  return (
    <g className="online-axes" aria-hidden="true">
      {scale.marks.map((mark) => (
        <g key={mark}>
          <line
            x1={edge.left}
            x2={scale.width - edge.right}
            y1={scale.y(mark)}
            y2={scale.y(mark)}
          />
          <text x={edge.left - 8} y={scale.y(mark) + 4} textAnchor="end">
            {format.format(mark)}
          </text>
        </g>
      ))}
      {hours.map((hour) => (
        <text key={hour} x={scale.x(hour * 60)} y={scale.height - 6} textAnchor={anchorOf(hour)}>
          {`${hour} h`}
        </text>
      ))}
    </g>
  );
}

/** The last one would be cut off at the border. */
const anchorOf = (hour: number) => (hour === 24 ? "end" : "middle");
