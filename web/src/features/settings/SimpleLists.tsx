import { Form, InputNumber, Segmented, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BusinessUnit, DueDay, Named, Status } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { usePreferences } from "../../app/preferences.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";

const lists = ["statuses", "due-days", "payment-forms"] as const;

type ListKey = (typeof lists)[number];

/** The lists that forms choose from (C17). */
export function SimpleLists() {
  const { t } = useTranslation();
  const [list, setList] = useState<ListKey>("statuses");
  const tables = {
    statuses: <Statuses />,
    "due-days": <DueDays />,
    "payment-forms": <PaymentForms />,
  };
  return (
    <>
      <div className="page-head">
        <Segmented<ListKey>
          value={list}
          onChange={setList}
          options={lists.map((value) => ({ value, label: t(`settings.list.${value}`) }))}
        />
      </div>
      {tables[list]}
    </>
  );
}

function Statuses() {
  const { t, i18n } = useTranslation();
  const name = (status: Status) =>
    i18n.exists(`status.${status.key}`) ? t(`status.${status.key}`) : status.name;
  return (
    <ListScreen<Status & { readonly id?: string }>
      name="statuses"
      rowKey="key"
      columns={[
        { title: t("list.name"), key: "name", render: (_, status) => name(status) },
        {
          title: t("settings.statusList"),
          dataIndex: "list",
          render: (list: string) => t(`list.${list}`, list),
        },
        {
          title: t("settings.settable"),
          dataIndex: "settable",
          render: (isSettable: boolean) =>
            isSettable ? <Tag>{t("settings.byEditing")}</Tag> : t("settings.byOperation"),
        },
      ]}
    />
  );
}

function useUnits() {
  const { businessUnitId } = usePreferences();
  const units = useList<BusinessUnit>("business-units").data ?? [];
  const nameOf = (id: string | undefined) => units.find((unit) => unit.id === id)?.name;
  return {
    units,
    nameOf,
    query: businessUnitId === "" ? {} : { businessUnitId },
    first: businessUnitId || units[0]?.id,
  };
}

function UnitField({ units }: { readonly units: readonly BusinessUnit[] }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="businessUnitId"
      label={t("app.unit")}
      rules={[{ required: true, message: t("billing.unitMissing") }]}
    >
      <Select options={units.map(({ id, name }) => ({ value: id, label: name }))} />
    </Form.Item>
  );
}

function DueDays() {
  const { t } = useTranslation();
  const { units, nameOf, query, first } = useUnits();
  return (
    <ListScreen<DueDay>
      name="due-days"
      query={query}
      columns={[
        { title: t("plans.dueDay"), dataIndex: "day", width: 180 },
        { title: t("settings.closingDay"), dataIndex: "closingDay", width: 180 },
        { title: t("app.unit"), dataIndex: "businessUnitId", render: nameOf },
      ]}
      create={{
        permission: "catalogue.write",
        title: t("settings.newDueDay"),
        initial: { businessUnitId: first, day: 10, closingDay: 31 },
        fields: () => (
          <div className="form-row">
            <Form.Item
              className="w6"
              name="day"
              label={t("plans.dueDay")}
              rules={[{ required: true }]}
            >
              <InputNumber min={1} max={31} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item
              className="w6"
              name="closingDay"
              label={t("settings.closingDay")}
              rules={[{ required: true }]}
            >
              <InputNumber min={1} max={31} style={{ width: "100%" }} />
            </Form.Item>
            <UnitField units={units} />
          </div>
        ),
      }}
    />
  );
}

function PaymentForms() {
  const { t } = useTranslation();
  const { nameOf, query } = useUnits();
  return (
    <ListScreen<Named & { readonly kind?: string }>
      name="payment-forms"
      query={query}
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        {
          title: t("list.kind"),
          dataIndex: "kind",
          render: (kind: string) => t(`paymentForm.kind.${kind}`, kind),
        },
        { title: t("app.unit"), dataIndex: "businessUnitId", render: nameOf },
      ]}
    />
  );
}
