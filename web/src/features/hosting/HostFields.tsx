import { Form, type FormInstance, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { HostType } from "../../api/hosting.ts";
import { toAscii } from "../../ui/punycode.ts";
import { recordTypeOf, targetFault } from "./host-rules.ts";

type Props = {
  readonly form: FormInstance;
  /** The whole name of the host, in A-labels; blank while there is none. */
  readonly whole: string;
};

/** A name as typed, in A-labels where it is one. */
export const plainTarget = (text: string) => toAscii(text) ?? text.trim().toLowerCase();

/** Tipo de Registro and Apontado para, with the record that they become (C98). */
export function HostFields({ form, whole }: Props) {
  const { t } = useTranslation();
  const type = Form.useWatch<HostType | undefined>("type", form) ?? "name";
  const pointsTo = Form.useWatch<string | undefined>("pointsTo", form) ?? "";
  return (
    <>
      <Form.Item name="type" label={t("hosting.hostType")}>
        <Radio.Group
          vertical
          options={(["name", "alias"] as const).map((value) => ({
            value,
            label: t(`hosting.hostTypes.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="pointsTo"
        label={t("hosting.pointsTo")}
        dependencies={["type"]}
        validateTrigger="onBlur"
        rules={[
          {
            required: true,
            validator: (_, text = "") => {
              const fault = targetFault(type, plainTarget(text), whole);
              return fault === undefined
                ? Promise.resolve()
                : Promise.reject(new Error(t(`hosting.fault.${fault}`)));
            },
          },
        ]}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          placeholder={type === "alias" ? "loja.exemplo.com.br" : "203.0.113.7"}
        />
      </Form.Item>
      <RecordLine whole={whole} type={type} pointsTo={plainTarget(pointsTo)} />
    </>
  );
}

type LineProps = { readonly whole: string; readonly type: HostType; readonly pointsTo: string };

/** What the zone will say, as whoever knows DNS reads it. */
function RecordLine({ whole, type, pointsTo }: LineProps) {
  const { t } = useTranslation();
  const record = recordTypeOf(type, pointsTo);
  const isWhole = whole !== "" && record !== undefined && pointsTo !== whole;
  return (
    <div className="hosting-line" aria-live="polite">
      <span className="soft">{t("hosting.record")}</span>
      <code>
        {isWhole ? `${whole}. ${record} ${pointsTo}${record === "CNAME" ? "." : ""}` : "…"}
      </code>
    </div>
  );
}
