import { Checkbox, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { connects } from "../../api/catalogue.ts";
import { planOf } from "../../api/plan-of.ts";
import { type Subscription, suspensionReasons } from "../../api/subscriptions.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import type { PlainAct } from "./previewed-acts.ts";

type Props = { readonly act: PlainAct; readonly subscription: Subscription };

/** What each act asks for. */
export function OperateFields({ act, subscription }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div className="form-row">
        {act !== "enable" && <ReasonField act={act} subscription={subscription} />}
        <DayItem className="w4" name="on" label={t("operate.on")} isRequired />
      </div>
      {act === "suspend" && (
        <Form.Item name="note" label={t("operate.note")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
        </Form.Item>
      )}
      {act === "enable" && needsAccess(subscription) && <AccessFields />}
    </>
  );
}

function ReasonField({ act, subscription }: Props) {
  const { t } = useTranslation();
  const inForce = (subscription.suspensions ?? []).map(({ reason }) => reason);
  const reasons = suspensionReasons.filter((reason) =>
    act === "resume" ? inForce.length === 0 || inForce.includes(reason) : !inForce.includes(reason),
  );
  return (
    <Form.Item
      className="w8"
      name="reason"
      label={t(`operate.${act}.reason`)}
      rules={[{ required: true, message: t("operate.reasonMissing") }]}
    >
      <Select
        autoFocus
        options={reasons.map((value) => ({ value, label: t(`suspension.${value}`) }))}
      />
    </Form.Item>
  );
}

/** A connection plan without items gets its first login when it is enabled. */
export function needsAccess(
  subscription: Subscription & { readonly items?: readonly unknown[] },
): boolean {
  return connects(planOf(subscription).kind) && (subscription.items ?? []).length === 0;
}

/** The first login and mailbox of a connection plan (C41). */
export function AccessFields() {
  const { t } = useTranslation();
  return (
    <>
      <div className="form-row">
        <Form.Item
          className="w6"
          name={["access", "username"]}
          label={t("access.username")}
          extra={t("access.usernameHint")}
          normalize={(typed: string) => typed.toLowerCase().trim()}
          rules={[
            { required: true, message: t("access.usernameMissing") },
            { pattern: /^[a-z0-9][a-z0-9._-]*$/, message: t("access.usernameWrong") },
          ]}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item
          className="w6"
          name={["access", "password"]}
          label={t("access.password")}
          rules={[
            { required: true, message: t("access.passwordMissing") },
            { min: 8, message: t("access.passwordShort") },
          ]}
        >
          <PasswordInput />
        </Form.Item>
      </div>
      <Form.Item name={["access", "saveOnServer"]} valuePropName="checked">
        <Checkbox>{t("access.saveOnServer")}</Checkbox>
      </Form.Item>
    </>
  );
}
