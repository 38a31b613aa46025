import { Checkbox, Form, type FormInstance, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Item } from "../../api/customers.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import "./ips.css";
import { type ClassDefaults, fromClass, type IpForm } from "./ip-form.ts";

export type IpClass = ClassDefaults & { readonly name: string; readonly cidr: string };

type Props = {
  readonly form: FormInstance<IpForm>;
  readonly subscription: Subscription;
  readonly items: readonly Item[];
  readonly classes: readonly IpClass[];
};

const addresses = ["netmask", "dns1", "dns2", "gateway"] as const;
const answers = ["proxy", "publicIp", "networkAllowed", "bindMac"] as const;

/** Aba Configuração, in the manual's order (C90). */
export function ConfigurationFields({ form, subscription, items, classes }: Props) {
  const { t } = useTranslation();
  const choose = (id: string | undefined) =>
    form.setFieldsValue(fromClass(classes.find((known) => known.id === id)));
  return (
    <>
      <div className="form-row">
        <ReadOnlyField className="w6" label={t("ip.plan")} value={planOf(subscription).name} />
        <RoutingPointField businessUnitId={subscription.businessUnitId} />
        <Form.Item
          className="w6"
          name="address"
          label={t("ip.address")}
          extra={t("ip.addressHint")}
        >
          <Input autoComplete="off" autoFocus className="code" maxLength={15} />
        </Form.Item>
        <Form.Item className="w6" name="ipClassId" label={t("ip.class")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            onChange={choose}
            options={classes.map(({ id, name, cidr }) => ({
              value: id,
              label: `${name} (${cidr})`,
            }))}
          />
        </Form.Item>
        {addresses.map((field) => (
          <Form.Item key={field} className="w6" name={field} label={t(`ip.${field}`)}>
            <Input autoComplete="off" className="code" maxLength={15} />
          </Form.Item>
        ))}
        <Form.Item className="w6" name="firewallRule" label={t("ip.firewallRule")}>
          <Input autoComplete="off" maxLength={16} />
        </Form.Item>
        <LoginField items={items} />
      </div>
      <div className="ip-answers">
        {answers.map((field) => (
          <Form.Item key={field} name={field} valuePropName="checked">
            <Checkbox>{t(`ip.${field}`)}</Checkbox>
          </Form.Item>
        ))}
      </div>
    </>
  );
}

function RoutingPointField({ businessUnitId }: { readonly businessUnitId: string }) {
  const { t } = useTranslation();
  const points = useList<RoutingPoint>("routing-points", { businessUnitId });
  return (
    <Form.Item className="w6" name="routingPointId" label={t("ip.routingPoint")}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        options={(points.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

/** Without a login the device's MAC address stands for one (D23). */
function LoginField({ items }: Pick<Props, "items">) {
  const { t } = useTranslation();
  const logins = items.filter(({ kind }) => kind === "login");
  return (
    <Form.Item className="w6" name="loginId" label={t("ip.login")} extra={t("ip.loginHint")}>
      <Select
        allowClear
        placeholder={t("ip.noLogin")}
        options={logins.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}
