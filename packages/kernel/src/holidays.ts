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

/** Days from Easter to the days on which banks rest beside the national holidays: Carnival, Corpus Christi. */
const bankRests = [-48, -47, 60];

/**
 * Whether banks settle payments on a day: not on Saturdays, Sundays, national holidays, Monday and Tuesday
 * of Carnival, and Corpus Christi (Resolução CMN 4.880/2020).
 */
export function isBankingDay(date: CivilDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || isNationalHoliday(date)) return false;
  const easter = easterOf(Number(date.slice(0, 4)));
  return !bankRests.some((days) => date === addDays(easter, days));
}

/** The day itself, or the first one after it on which banks settle payments. */
export function bankingDayFrom(date: CivilDate): CivilDate {
  let day = date;
  while (!isBankingDay(day)) day = addDays(day, 1);
  return day;
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
