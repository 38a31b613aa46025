import { Form, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { PermissionChoice } from "./PermissionChoice.tsx";
import type { Role } from "./staff.ts";
import "./staff.css";

type Props = { readonly role: Role | undefined };

/** A role's name, what it allows, and its limits. */
export function RoleFields({ role }: Props) {
  const { t } = useTranslation();
  const isAdministrator = role?.permissions.includes("*") === true;
  return (
    <>
      <div className="form-row">
        <Form.Item
          className="w6"
          name="name"
          label={t("list.name")}
          rules={[{ required: true, whitespace: true, message: t("list.nameMissing") }]}
        >
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item
          className="w3"
          name="maxDiscountPercent"
          label={t("staff.maxDiscount")}
          extra={t("staff.emptyNoLimit")}
        >
          <InputNumber min={0} max={100} suffix="%" className="full" />
        </Form.Item>
        <Form.Item
          className="w3"
          name="backDatingDays"
          label={t("staff.backDating")}
          extra={t("staff.emptyNoLimit")}
        >
          <InputNumber min={0} max={3650} precision={0} className="full" />
        </Form.Item>
      </div>
      {isAdministrator ? (
        <Form.Item
          name="permissions"
          label={t("staff.permissions")}
          extra={t("staff.everythingHint")}
        >
          <Everything />
        </Form.Item>
      ) : (
        <Form.Item
          name="permissions"
          label={t("staff.permissions")}
          rules={[
            { required: true, type: "array", min: 1, message: t("staff.permissionsMissing") },
          ]}
        >
          <PermissionChoice />
        </Form.Item>
      )}
    </>
  );
}

/** The administrator's permissions are no choice; the form keeps them as they are. */
function Everything() {
  const { t } = useTranslation();
  return <strong>{t("staff.everything")}</strong>;
}
