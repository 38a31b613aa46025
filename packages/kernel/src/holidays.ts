import { addDays, type CivilDate } from "./civil-date.ts";

/** Month and day of the national holidays of Brazil that do not move (Lei 662/1949 and its successors). */
const fixed = ["01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "12-25"];
/** Zumbi and Black Awareness: national since Lei 14.759 of 2023. */
const blackAwareness = { day: "11-20", since: 2024 };

/** Whether a day is a national holiday of Brazil. */
export function isNationalHoliday(date: CivilDate): boolean {
  const [year, day] = [Number(date.slice(0, 4)), date.slice(5)];
  if (fixed.includes(day)) return true;
  if (day === blackAwareness.day) return year >= blackAwareness.since;
  return date === goodFriday(year);
}

function goodFriday(year: number): CivilDate {
  return addDays(easterOf(year), -2);
}

/** Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
function easterOf(year: number): CivilDate {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1];
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}
