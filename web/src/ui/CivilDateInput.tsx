import { DatePicker } from "antd";
import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat.js";

dayjs.extend(customParseFormat);

type Props = {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (day: string | undefined) => void;
  readonly disabled?: boolean;
  readonly allowClear?: boolean;
  readonly "aria-label"?: string;
};

/** A civil date field: typed or picked as dd/mm/yyyy, handed on as YYYY-MM-DD. */
export function CivilDateInput({ value, onChange, allowClear = false, ...rest }: Props) {
  const day = value === undefined ? null : dayjs(value, "YYYY-MM-DD");
  return (
    <DatePicker
      {...rest}
      value={day}
      allowClear={allowClear}
      format={["DD/MM/YYYY", "DDMMYYYY", "D/M/YYYY"]}
      style={{ width: "100%" }}
      onChange={(picked) => onChange?.(picked?.isValid() ? picked.format("YYYY-MM-DD") : undefined)}
    />
  );
}
