import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { isTime, toTime, usualHours } from "./business-hours.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When a unit's business hours are, which plans may have another speed outside of (C92, D23). */
export function BusinessHours() {
  const { t } = useTranslation();
  return (
    <Form.List name="businessHours">
      {(periods, { add, remove }) => (
        <fieldset className="business-hours">
          <legend>{t("settings.businessHours")}</legend>
          <p className="soft">{t("settings.businessHoursHint")}</p>
          {periods.map(({ key, name }) => (
            <Period key={key} place={name} onRemove={() => remove(name)} />
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            disabled={periods.length >= 20}
            onClick={() => add(usualHours)}
          >
            {t("settings.addPeriod")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

type Props = { readonly place: number; readonly onRemove: () => void };

function Period({ place, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <div className="business-hours-period">
      <Form.Item
        name={[place, "weekdays"]}
        label={t("settings.weekdays")}
        rules={[{ required: true, message: t("settings.weekdaysMissing") }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))}
        />
      </Form.Item>
      <TimeField place={place} name="from" />
      <TimeField place={place} name="to" />
      <Button
        type="text"
        danger
        icon={<DeleteOutlined />}
        aria-label={t("settings.removePeriod", { number: place + 1 })}
        onClick={onRemove}
      />
    </div>
  );
}

function TimeField({ place, name }: { readonly place: number; readonly name: "from" | "to" }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const path = ["businessHours", place];
  const check = (_: unknown, time: string | undefined) => {
    if (!isTime(time)) return Promise.reject(new Error(t("settings.hoursWrong")));
    const from: string | undefined = form.getFieldValue([...path, "from"]);
    const isEarly = name === "to" && isTime(from) && (time ?? "") <= (from ?? "");
    return isEarly ? Promise.reject(new Error(t("settings.hoursOrder"))) : Promise.resolve();
  };
  const tidy = (typed: string) => form.setFieldValue([...path, name], toTime(typed));
  return (
    <Form.Item
      name={[place, name]}
      label={t(name === "from" ? "settings.hoursFrom" : "settings.hoursTo")}
      required
      dependencies={name === "to" ? [[...path, "from"]] : []}
      rules={[{ validator: check }]}
      validateTrigger="onBlur"
    >
      <Input
        autoComplete="off"
        maxLength={5}
        className="code"
        onBlur={(event) => tidy(event.target.value)}
      />
    </Form.Item>
  );
}
