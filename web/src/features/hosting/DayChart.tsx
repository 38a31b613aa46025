import { useState } from "react";
import { formatDay } from "../../ui/dates.ts";
import { useWidth } from "../../ui/use-width.ts";
import { marksTo } from "../network/online-chart.ts";
import "../network/noc.css";
import "./hosting.css";

export type DayValue = { readonly day: string; readonly value: number };

type Props = {
  readonly title: string;
  readonly days: readonly DayValue[];
  readonly total: string;
  /** A value as it is read, on the axis and under the pointer. */
  readonly write: (value: number) => string;
};

const edge = { top: 8, right: 4, bottom: 20, left: 60 };
const height = 150;
const labelEvery = 80;

/** A bar for each day; what stands under the pointer is said in numbers. */
export function DayChart({ title, days, total, write }: Props) {
  const [place, width] = useWidth<HTMLDivElement>(480);
  const [at, setAt] = useState<number>();
  const marks = marksTo(Math.max(0, ...days.map(({ value }) => value)));
  const top = marks.at(-1) ?? 1;
  const [across, down] = [width - edge.left - edge.right, height - edge.top - edge.bottom];
  const step = across / Math.max(days.length, 1);
  const y = (value: number) => edge.top + down - (value / top) * down;
  const shown = at === undefined ? undefined : days[at];
  const each = Math.max(1, Math.ceil(labelEvery / step));
  return (
    <figure className="day-chart" ref={place}>
      <figcaption>
        <b>{title}</b>
        <span className="number">
          {shown === undefined ? total : `${formatDay(shown.day)}: ${write(shown.value)}`}
        </span>
      </figcaption>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`${title}: ${total}`}
        onPointerMove={(event) => {
          const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
          const over = Math.floor((left - edge.left) / step);
          setAt(over >= 0 && over < days.length ? over : undefined);
        }}
        onPointerLeave={() => setAt(undefined)}
      >
        <g className="online-axes" aria-hidden="true">
          {marks.map((mark) => (
            <g key={mark}>
              <line x1={edge.left} x2={width - edge.right} y1={y(mark)} y2={y(mark)} />
              <text x={edge.left - 8} y={y(mark) + 4} textAnchor="end">
                {write(mark)}
              </text>
            </g>
          ))}
          {days.map(({ day }, index) =>
            (days.length - 1 - index) % each === 0 ? (
              <text
                key={day}
                x={edge.left + (index + 0.5) * step}
                y={height - 4}
                textAnchor={index === days.length - 1 ? "end" : "middle"}
              >
                {formatDay(day).slice(0, 5)}
              </text>
            ) : null,
          )}
        </g>
        {days.map(({ day, value }, index) => (
          <rect
            key={day}
            className={index === at ? "day-bar day-bar-here" : "day-bar"}
            x={edge.left + index * step + step * 0.15}
            width={Math.max(1, step * 0.7)}
            y={y(value)}
            height={edge.top + down - y(value)}
          />
        ))}
      </svg>
    </figure>
  );
}
