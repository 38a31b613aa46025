import type { ReactNode } from "react";
import "./timeline.css";

export type TimelineEntry = {
  readonly key: string;
  /** Names the mark at the line: pending, applied, absent, refused, superseded. */
  readonly mark: string;
  readonly title: ReactNode;
  readonly body?: ReactNode;
};

/** Things that happened, one under the other. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ key, mark, title, body }) => (
        <li key={key} className="timeline-entry" data-mark={mark}>
          <Mark mark={mark} />
          <div className="timeline-text">
            {title}
            {body}
          </div>
        </li>
      ))}
    </ol>
  );
}

const shapes: Readonly<Record<string, string>> = {
  applied: "M3.2 8.4 6.6 11.6 12.8 4.8",
  done: "M3.2 8.4 6.6 11.6 12.8 4.8",
  refused: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  failed: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  absent: "M4 8h8",
  cancelled: "M4 8h8",
  superseded: "M3 8h7M8 4.5 11.5 8 8 11.5",
  scheduled: "M8 4v4.4l2.8 1.8",
};

/** The mark of a step or an operation; its words stand beside it. */
export function Mark({ mark }: { readonly mark: string }) {
  const shape = shapes[mark];
  return (
    <span className={`mark mark-${mark}`} aria-hidden="true">
      {shape === undefined ? null : (
        <svg viewBox="0 0 16 16" width="12" height="12">
          <path d={shape} />
        </svg>
      )}
    </span>
  );
}
