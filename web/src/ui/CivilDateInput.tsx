import { CalendarOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef, Popover } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDay, isDay, typedDay } from "./dates.ts";
import "./civil-date-input.css";

// A calendar weighs as much as a screen, and most dates are typed.
const DayCalendar = lazy(async () => ({
  default: (await import("./DayCalendar.tsx")).DayCalendar,
}));

type Props = {
  readonly id?: string;
  readonly value?: string | undefined;
  /** A day; nothing for a blank field; and what cannot be read as it was typed, for `useDayRule`. */
  readonly onChange?: (day: string | undefined) => void;
  readonly "aria-label"?: string;
};

/** A civil date: typed as dd/mm/yyyy or taken from a calendar, handed on as YYYY-MM-DD. */
export function CivilDateInput({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState(() => written(value));
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    setText((shown) => (typedDay(shown) === value ? shown : written(value)));
  }, [value]);
  const type = (typed: string) => {
    setText(typed);
    onChange?.(typedDay(typed));
  };
  const pick = (day: string) => {
    setOpen(false);
    type(written(day));
    field.current?.focus();
  };
  return (
    <Input
      {...rest}
      ref={field}
      className="number civil-date"
      autoComplete="off"
      placeholder={t("form.datePlaceholder")}
      value={text}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setText(written(typedDay(text)))}
      suffix={
        <Popover
          open={isOpen}
          onOpenChange={setOpen}
          trigger="click"
          placement="bottomRight"
          destroyOnHidden
          content={
            <Suspense fallback={<div className="day-calendar" />}>
              <DayCalendar day={isDay(value) ? value : undefined} onPick={pick} />
            </Suspense>
          }
        >
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            aria-label={t("form.calendar")}
            aria-expanded={isOpen}
            icon={<CalendarOutlined />}
          />
        </Popover>
      }
    />
  );
}

function written(value: string | undefined): string {
  if (value === undefined) return "";
  return isDay(value) ? formatDay(value) : value;
}
