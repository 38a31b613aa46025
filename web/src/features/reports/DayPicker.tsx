import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import { CivilDateInput } from "../../ui/CivilDateInput.tsx";
import { addDays, isDay } from "../../ui/dates.ts";

type Props = { readonly on: string; readonly onChange: (on: string) => void };

/** Which day a report is about, with the day before and after at hand. */
export function DayPicker({ on, onChange }: Props) {
  const { t } = useTranslation();
  const go = (days: number) => onChange(addDays(on, days));
  return (
    <div className="lists-filter report-day">
      <span aria-hidden="true">{t("report.on")}</span>
      <Space.Compact>
        <Button icon={<LeftOutlined />} aria-label={t("report.dayBefore")} onClick={() => go(-1)} />
        <CivilDateInput
          aria-label={t("report.on")}
          value={on}
          onChange={(day) => isDay(day) && onChange(day)}
        />
        <Button icon={<RightOutlined />} aria-label={t("report.dayAfter")} onClick={() => go(1)} />
      </Space.Compact>
    </div>
  );
}
