import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { BusinessUnit } from "../api/catalogue.ts";
import { useList } from "../api/lists.ts";
import { setPreferences, usePreferences } from "./preferences.ts";

/** The business unit that lists and forms start from. */
export function UnitSelect() {
  const { t } = useTranslation();
  const { businessUnitId } = usePreferences();
  const units = useList<BusinessUnit>("business-units");
  const options = (units.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = options.some(({ value }) => value === businessUnitId);
  return (
    <Select
      className="frame-unit"
      showSearch={{ optionFilterProp: "label" }}
      aria-label={t("app.unit")}
      value={isKnown ? businessUnitId : ""}
      options={[{ value: "", label: t("app.allUnits") }, ...options]}
      onChange={(value) => setPreferences({ businessUnitId: value })}
      popupMatchSelectWidth={false}
    />
  );
}
