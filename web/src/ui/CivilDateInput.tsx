import { Input } from "antd";
import { lazy, Suspense } from "react";
import type { CivilDateProps } from "./CivilDatePicker.tsx";

// The calendar weighs as much as a screen, and most screens are read before a date is typed.
const CivilDatePicker = lazy(async () => ({
  default: (await import("./CivilDatePicker.tsx")).CivilDatePicker,
}));

/** A civil date field: typed or picked as dd/mm/yyyy, handed on as YYYY-MM-DD. */
export function CivilDateInput(props: CivilDateProps) {
  // It keeps the field's place and name until it is there.
  const { id, "aria-label": label } = props;
  const names = { ...(id && { id }), ...(label && { "aria-label": label }) };
  return (
    <Suspense fallback={<Input {...names} disabled data-loading />}>
      <CivilDatePicker {...props} />
    </Suspense>
  );
}
