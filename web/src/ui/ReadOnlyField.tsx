import { Form, Input } from "antd";
import { type ReactNode, useId } from "react";

type Props = {
  readonly label: string;
  readonly value: string | number;
  readonly className?: string;
  readonly extra?: ReactNode;
  readonly prefix?: string;
};

/** A field that is shown and cannot be typed into; its label still names it. */
export function ReadOnlyField({ label, value, className, extra, prefix }: Props) {
  const id = useId();
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      {...(className === undefined ? {} : { className })}
      {...(extra === undefined ? {} : { extra })}
    >
      <Input id={id} value={value} disabled {...(prefix === undefined ? {} : { prefix })} />
    </Form.Item>
  );
}
