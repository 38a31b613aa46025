import { Form, type FormItemProps } from "antd";
import { useTranslation } from "react-i18next";
import { CivilDateInput } from "./CivilDateInput.tsx";
import { isDay } from "./dates.ts";

type Props = Pick<FormItemProps, "name" | "label" | "className" | "extra"> & {
  readonly isRequired?: boolean;
};

/** A field of a form that holds a civil date; nothing is saved while it cannot be read. */
export function DayItem({ isRequired = false, ...rest }: Props) {
  const { t } = useTranslation();
  const readable = {
    validator: (_: unknown, day?: string) =>
      day === undefined || isDay(day)
        ? Promise.resolve()
        : Promise.reject(new Error(t("form.dateWrong"))),
  };
  const given = { required: true, message: t("form.dateMissing") };
  return (
    <Form.Item
      {...rest}
      rules={isRequired ? [given, readable] : [readable]}
      validateTrigger="onBlur"
    >
      <CivilDateInput />
    </Form.Item>
  );
}
