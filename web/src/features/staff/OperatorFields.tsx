import { Checkbox, Form, type FormInstance, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useList } from "../../api/lists.ts";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { useUnits } from "../settings/use-units.tsx";
import { passwordRules } from "./password-rules.ts";
import type { Operator, Role } from "./staff.ts";

type Props = { readonly form: FormInstance; readonly operator: Operator | undefined };

/** Who he is, what he may do, and where. */
export function OperatorFields({ form, operator }: Props) {
  const { t } = useTranslation();
  const roles = useList<Role>("roles").data ?? [];
  const { units } = useUnits();
  const isEvery = Form.useWatch<boolean>("everyUnit", form) ?? false;
  const isNew = operator === undefined;
  return (
    <div className="form-row">
      <Form.Item
        className="w8"
        name="name"
        label={t("list.name")}
        rules={[{ required: true, whitespace: true, message: t("list.nameMissing") }]}
      >
        <Input autoComplete="off" maxLength={120} />
      </Form.Item>
      <Form.Item
        className="w4"
        name="username"
        label={t("session.username")}
        rules={[{ required: true, message: t("session.usernameMissing") }]}
      >
        <Input autoComplete="off" className="code" maxLength={64} disabled={!isNew} />
      </Form.Item>
      {isNew && (
        <Form.Item
          name="password"
          label={t("session.password")}
          extra={t("staff.passwordHint")}
          rules={passwordRules(t)}
        >
          <PasswordInput length={16} />
        </Form.Item>
      )}
      <Form.Item
        name="roleId"
        label={t("staff.role")}
        rules={[{ required: true, message: t("staff.roleMissing") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={roles.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="everyUnit" valuePropName="checked">
        <Checkbox>{t("staff.everyUnit")}</Checkbox>
      </Form.Item>
      {!isEvery && (
        <Form.Item
          name="units"
          label={t("settings.units")}
          rules={[{ required: true, type: "array", min: 1, message: t("staff.unitsMissing") }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {!isNew && (
        <Form.Item name="isDisabled" valuePropName="checked" extra={t("staff.disableHint")}>
          <Checkbox>{t("staff.disable")}</Checkbox>
        </Form.Item>
      )}
    </div>
  );
}
