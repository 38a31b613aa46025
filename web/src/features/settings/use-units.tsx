import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { usePreferences } from "../../app/preferences.ts";

/** The business units, and the one that the operator works in. */
export function useUnits() {
  const { t } = useTranslation();
  const { businessUnitId } = usePreferences();
  const units = useList<BusinessUnit>("business-units").data ?? [];
  const nameOf = (id: string | null | undefined) =>
    units.find((unit) => unit.id === id)?.name ?? t("settings.everyUnit");
  return {
    units,
    nameOf,
    query: businessUnitId === "" ? {} : { businessUnitId },
    first: businessUnitId || units[0]?.id,
  };
}

type Props = { readonly isFixed: boolean; readonly isOptional?: boolean };

/** The unit an entry serves; it stays where it is. */
export function UnitField({ isFixed, isOptional = false }: Props) {
  const { t } = useTranslation();
  const { units } = useUnits();
  return (
    <Form.Item
      name="businessUnitId"
      label={t("app.unit")}
      rules={isOptional ? [] : [{ required: true, message: t("billing.unitMissing") }]}
    >
      <Select
        disabled={isFixed}
        showSearch={{ optionFilterProp: "label" }}
        allowClear={isOptional}
        {...(isOptional ? { placeholder: t("settings.everyUnit") } : {})}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

/** What an edit sends: everything but the unit. */
export function withoutUnit(values: { readonly businessUnitId?: string }): object {
  const { businessUnitId: _unit, ...rest } = values;
  return rest;
}
