import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useUnitToday } from "../../api/unit-day.ts";
import { ExportButton } from "../lists/ExportButton.tsx";
import { FilterBar } from "../lists/FilterBar.tsx";
import { useUnitFilter } from "../lists/filters.ts";
import type { Address } from "../lists/use-address.ts";
import { DayPicker } from "./DayPicker.tsx";

const horizons = ["15", "30", "60", "90"];

type Props = { readonly address: Address; readonly shownOn: string | undefined };

/** Which day, which unit, and how far ahead contracts are looked at. */
export function DayBar({ address, shownOn }: Props) {
  const { t } = useTranslation();
  const unitToday = useUnitToday(String(address.query["businessUnitId"] ?? ""));
  const on = address.value("on") || (shownOn ?? unitToday);
  return (
    <FilterBar
      address={address}
      filters={[useUnitFilter()]}
      acts={<ExportButton path="/reports/day.csv" query={address.query} />}
    >
      <DayPicker on={on} onChange={(day) => address.set("on", day)} />
      <div className="lists-filter">
        <span aria-hidden="true">{t("report.expiringWithin")}</span>
        <Select
          aria-label={t("report.expiringWithin")}
          value={address.value("expiringWithinDays") || "30"}
          options={horizons.map((days) => ({ value: days, label: t("report.days", { days }) }))}
          onChange={(days) => address.set("expiringWithinDays", days)}
        />
      </div>
    </FilterBar>
  );
}
