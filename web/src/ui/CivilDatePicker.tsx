import { DatePicker } from "antd";
import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat.js";
import { useMemo } from "react";

dayjs.extend(customParseFormat);

// The picker takes a new object for a new date and forgets what is being typed; so both stay the same.
const formats = ["DD/MM/YYYY", "DDMMYYYY", "D/M/YYYY"];

export type CivilDateProps = {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (day: string | undefined) => void;
  readonly disabled?: boolean;
  readonly allowClear?: boolean;
  readonly "aria-label"?: string;
};

/** The field behind CivilDateInput. */
export function CivilDatePicker({ value, onChange, allowClear = false, ...rest }: CivilDateProps) {
  const day = useMemo(() => (value === undefined ? null : dayjs(value, "YYYY-MM-DD")), [value]);
  return (
    <DatePicker
      {...rest}
      value={day}
      allowClear={allowClear}
      preserveInvalidOnBlur
      format={formats}
      style={{ width: "100%" }}
      onChange={(picked) => onChange?.(picked?.isValid() ? picked.format("YYYY-MM-DD") : undefined)}
    />
  );
}
