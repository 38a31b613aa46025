import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { type RoutingPoint, routingPointKinds } from "../../api/network.ts";
import { usePreferences } from "../../app/preferences.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";

/** Where customers connect (C15). */
export function RoutingPointList() {
  const { t } = useTranslation();
  const { businessUnitId } = usePreferences();
  const units = useList<BusinessUnit>("business-units").data ?? [];
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name;
  return (
    <ListScreen<RoutingPoint>
      name="routing-points"
      query={businessUnitId === "" ? {} : { businessUnitId }}
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        {
          title: t("list.kind"),
          dataIndex: "kind",
          render: (kind: string) => t(`routingPoint.kind.${kind}`, kind),
        },
        { title: t("app.unit"), dataIndex: "businessUnitId", render: unitName },
      ]}
      create={{
        permission: "network.write",
        title: t("network.newRoutingPoint"),
        initial: { kind: "tower", businessUnitId: businessUnitId || units[0]?.id },
        fields: () => (
          <>
            <Form.Item
              name="name"
              label={t("list.name")}
              rules={[{ required: true, message: t("list.nameMissing") }]}
            >
              <Input autoComplete="off" autoFocus />
            </Form.Item>
            <Form.Item name="kind" label={t("list.kind")} rules={[{ required: true }]}>
              <Select
                options={routingPointKinds.map((value) => ({
                  value,
                  label: t(`routingPoint.kind.${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item
              name="businessUnitId"
              label={t("app.unit")}
              rules={[{ required: true, message: t("billing.unitMissing") }]}
            >
              <Select options={units.map(({ id, name }) => ({ value: id, label: name }))} />
            </Form.Item>
          </>
        ),
      }}
    />
  );
}
