import type { ReactNode } from "react";
import "./empty-state.css";

type Props = { readonly title: string; readonly hint?: string; readonly children?: ReactNode };

/** An empty list says what to do next. */
export function EmptyState({ title, hint, children }: Props) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {hint !== undefined && <p className="soft">{hint}</p>}
      {children}
    </div>
  );
}
