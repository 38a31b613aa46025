import { Form, type FormItemProps } from "antd";
import { MoneyInput, useMoneyRule } from "./MoneyInput.tsx";

type Props = Pick<FormItemProps, "name" | "label" | "className"> & {
  readonly rules?: NonNullable<FormItemProps["rules"]>;
};

/** A field of a form that holds money. */
export function MoneyItem({ rules = [], ...rest }: Props) {
  const rule = useMoneyRule();
  return (
    <Form.Item {...rest} rules={[rule, ...rules]}>
      <MoneyInput />
    </Form.Item>
  );
}
