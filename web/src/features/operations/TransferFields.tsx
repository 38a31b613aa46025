import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { TreeSubscription, Subscription } from "../../api/subscriptions.ts";
import { DateField } from "./ChangePlanFields.tsx";
import { CustomerPicker } from "./CustomerPicker.tsx";

type Props = { readonly subscription: Subscription };

/** What a transfer asks for (C49), and the choices that D19 leaves to the operator. */
export function TransferFields({ subscription }: Props) {
  const { t } = useTranslation();
  const { items = [] } = subscription as Partial<TreeSubscription>;
  const has = (kind: string) => items.some((item) => item.kind === kind);
  const choice = (name: "loginPassword" | "mailboxes", values: readonly string[]) => (
    <Form.Item name={name} label={t(`operate.transfer.${name}`)}>
      <Radio.Group
        className="choices"
        options={values.map((value) => ({
          value,
          label: t(`operate.transfer.${name}Choice.${value}`),
        }))}
      />
    </Form.Item>
  );
  return (
    <>
      <DateField label={t("operate.transfer.on")} />
      <CustomerPicker
        exceptId={subscription.customerId}
        businessUnitId={subscription.businessUnitId}
      />
      {has("login") && choice("loginPassword", ["keep", "new"])}
      {has("mailbox") && choice("mailboxes", ["empty", "with-content"])}
    </>
  );
}
