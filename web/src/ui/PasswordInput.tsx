import { KeyOutlined } from "@ant-design/icons";
import { Button, Input, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { browserRandom, generatePassword } from "./password.ts";

type Props = {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (password: string) => void;
  /** How long a generated one is. */
  readonly length?: number;
};

/** A password for a customer, with the button that makes one (C19); a made one is shown, to be read out. */
export function PasswordInput({ id, value, onChange, length = 12 }: Props) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  return (
    <Space.Compact block>
      <Input.Password
        {...(id === undefined ? {} : { id })}
        value={value ?? ""}
        autoComplete="new-password"
        visibilityToggle={{ visible: isShown, onVisibleChange: setShown }}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Button
        icon={<KeyOutlined />}
        onClick={() => {
          onChange?.(generatePassword(browserRandom, length));
          setShown(true);
        }}
      >
        {t("form.generatePassword")}
      </Button>
    </Space.Compact>
  );
}
