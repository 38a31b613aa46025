import { Calendar } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/pt-br";

type Props = { readonly day: string | undefined; readonly onPick: (day: string) => void };

/** A month to take a day from. */
export function DayCalendar({ day, onPick }: Props) {
  return (
    <div className="day-calendar">
      <Calendar
        fullscreen={false}
        {...(day === undefined ? {} : { defaultValue: dayjs(day, "YYYY-MM-DD") })}
        onSelect={(picked, { source }) => source === "date" && onPick(picked.format("YYYY-MM-DD"))}
      />
    </div>
  );
}
