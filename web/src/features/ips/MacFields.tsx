import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { mostMacs } from "./ip-form.ts";

const places = Array.from({ length: mostMacs }, (_, index) => index);

/** Aba Mac Address: up to five devices (C91). */
export function MacFields() {
  const { t } = useTranslation();
  return (
    <>
      <p className="soft">{t("ip.macHint")}</p>
      <div className="form-row">
        {places.map((index) => (
          <Form.Item
            key={index}
            className="w6"
            name={["macs", index]}
            label={t("ip.mac", { number: index + 1 })}
          >
            <Input
              autoComplete="off"
              className="code"
              maxLength={24}
              placeholder="00:00:00:00:00:00"
            />
          </Form.Item>
        ))}
      </div>
    </>
  );
}
