import { Checkbox, Form, Input, InputNumber, Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useList } from "../../api/lists.ts";
import type { Nas, RoutingPoint } from "../../api/network.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";

const vendors = ["mikrotik", "cisco", "huawei", "juniper", "generic"];

/** The devices that ask RADIUS; a secret is written once and never shown again. */
export function NasList() {
  const { t } = useTranslation();
  const points = useList<RoutingPoint>("routing-points").data ?? [];
  const pointName = (id: string | null | undefined) =>
    points.find((point) => point.id === id)?.name ?? t("network.everyRoutingPoint");
  return (
    <ListScreen<Nas>
      name="nas"
      columns={[
        {
          title: t("list.name"),
          dataIndex: "name",
          render: (name: string, { proxy }) => (
            <span className="actions">
              {name}
              {proxy && <Tag>{t("nas.isProxy")}</Tag>}
            </span>
          ),
        },
        {
          title: t("nas.address"),
          dataIndex: "address",
          render: (text: string) => <span className="code">{text}</span>,
        },
        { title: t("session.routingPoint"), dataIndex: "routingPointId", render: pointName },
        { title: t("nas.vendor"), dataIndex: "vendor" },
        { title: t("nas.coaPort"), dataIndex: "coaPort", align: "right", width: 110 },
        {
          title: t("nas.signed"),
          dataIndex: "requireMessageAuthenticator",
          width: 150,
          render: (isOn: boolean) => t(isOn ? "form.yes" : "form.no"),
        },
      ]}
      create={{
        permission: "network.write",
        title: t("network.newNas"),
        initial: {
          vendor: "mikrotik",
          coaPort: 3799,
          requireMessageAuthenticator: true,
          proxy: false,
        },
        fields: () => <NasFields points={points} />,
      }}
    />
  );
}

function NasFields({ points }: { readonly points: readonly RoutingPoint[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="name"
        label={t("list.name")}
        rules={[{ required: true, message: t("list.nameMissing") }]}
      >
        <Input autoComplete="off" autoFocus />
      </Form.Item>
      <div className="form-row">
        <Form.Item
          className="w8"
          name="address"
          label={t("nas.address")}
          rules={[{ required: true, message: t("nas.addressMissing") }]}
        >
          <Input autoComplete="off" className="code" />
        </Form.Item>
        <Form.Item className="w4" name="coaPort" label={t("nas.coaPort")}>
          <InputNumber min={1} max={65535} className="full" />
        </Form.Item>
      </div>
      <Form.Item
        name="secret"
        label={t("nas.secret")}
        rules={[{ required: true, message: t("nas.secretMissing") }]}
      >
        <PasswordInput length={24} />
      </Form.Item>
      <div className="form-row">
        <Form.Item className="w8" name="routingPointId" label={t("session.routingPoint")}>
          <Select
            allowClear
            placeholder={t("network.everyRoutingPoint")}
            options={points.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item className="w4" name="vendor" label={t("nas.vendor")}>
          <Select options={vendors.map((value) => ({ value, label: t(`nas.vendors.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="requireMessageAuthenticator" valuePropName="checked">
        <Checkbox>{t("nas.signedLong")}</Checkbox>
      </Form.Item>
      <Form.Item name="proxy" valuePropName="checked">
        <Checkbox>{t("nas.proxy")}</Checkbox>
      </Form.Item>
    </>
  );
}
