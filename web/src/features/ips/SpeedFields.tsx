import { Form, type FormInstance, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useList } from "../../api/lists.ts";
import { type Ip, type IpForm, isRateMissing } from "./ip-form.ts";

type Props = { readonly form: FormInstance<IpForm>; readonly businessUnitId: string };
type Profile = {
  readonly id: string;
  readonly name: string;
  readonly speed: NonNullable<Ip["speed"]>;
};

const fields = [
  ["businessHours", "downKbps", "ip.downBusiness"],
  ["businessHours", "upKbps", "ip.upBusiness"],
  ["otherHours", "downKbps", "ip.downOther"],
  ["otherHours", "upKbps", "ip.upOther"],
] as const;

/** Aba Velocidade/Obs: the plan's speed holds where none is given (C92). */
export function SpeedFields({ form, businessUnitId }: Props) {
  const { t } = useTranslation();
  const profiles = useList<Profile>("speed-profiles", { businessUnitId }).data ?? [];
  const choose = (id: string | undefined) => {
    const speed = profiles.find((known) => known.id === id)?.speed;
    if (speed !== undefined) form.setFieldsValue({ speed });
  };
  return (
    <>
      <p className="soft">{t("ip.speedHint")}</p>
      <div className="form-row">
        {profiles.length > 0 && (
          <Form.Item className="w12" label={t("ip.profile")}>
            <Select
              allowClear
              onChange={choose}
              options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        {fields.map(([period, way, label]) => (
          <Form.Item
            key={label}
            className="w6"
            name={["speed", period, way]}
            label={t(label)}
            dependencies={["speed"]}
            validateTrigger="onSubmit"
            rules={[
              {
                validator: () =>
                  isRateMissing(form.getFieldValue("speed"), period, way)
                    ? Promise.reject(new Error(t("ip.speedMissing")))
                    : Promise.resolve(),
              },
            ]}
          >
            <InputNumber min={1} precision={0} suffix="kbps" className="full" />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="message" label={t("ip.message")} extra={t("ip.messageHint")}>
        <Input maxLength={253} autoComplete="off" />
      </Form.Item>
      <Form.Item name="notes" label={t("ip.notes")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4_000} />
      </Form.Item>
    </>
  );
}
