import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { DueDay, Named } from "../../api/catalogue.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { UnitField, useUnits, withoutUnit } from "./use-units.tsx";

export function NameField({ className = "" }: { readonly className?: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      className={className}
      name="name"
      label={t("list.name")}
      rules={[{ required: true, whitespace: true, message: t("list.nameMissing") }]}
    >
      <Input autoComplete="off" autoFocus maxLength={120} />
    </Form.Item>
  );
}

/** A list whose entries are names: salespeople, cancellation reasons. */
export function NamedList({ name, title }: { readonly name: string; readonly title: string }) {
  const { t } = useTranslation();
  const { nameOf, query } = useUnits();
  return (
    <ListScreen<Named>
      name={name}
      query={query}
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        { title: t("app.unit"), dataIndex: "businessUnitId", render: nameOf },
      ]}
      edit={{ toForm: pickNamed, toBody: withoutUnit }}
      create={{
        permission: "catalogue.write",
        title,
        initial: {},
        fields: (_, entry) => (
          <>
            <NameField />
            <UnitField isFixed={entry !== undefined} isOptional />
          </>
        ),
      }}
    />
  );
}

const pickNamed = ({ name, businessUnitId }: Named) => ({
  name,
  businessUnitId: businessUnitId ?? undefined,
});

export function DueDays() {
  const { t } = useTranslation();
  const { nameOf, query, first } = useUnits();
  const day = (name: "day" | "closingDay", label: string) => (
    <Form.Item className="w6" name={name} label={label} rules={[{ required: true }]}>
      <InputNumber min={1} max={31} precision={0} className="full" />
    </Form.Item>
  );
  return (
    <ListScreen<DueDay>
      name="due-days"
      query={query}
      nameOf={({ day: on }) => String(on)}
      columns={[
        { title: t("plans.dueDay"), dataIndex: "day", width: 180 },
        { title: t("settings.closingDay"), dataIndex: "closingDay", width: 180 },
        { title: t("app.unit"), dataIndex: "businessUnitId", render: nameOf },
      ]}
      edit={{
        toForm: ({ day: on, closingDay, businessUnitId }) => ({
          day: on,
          closingDay,
          businessUnitId,
        }),
        toBody: withoutUnit,
      }}
      create={{
        permission: "catalogue.write",
        title: t("settings.newDueDay"),
        initial: { businessUnitId: first, day: 10, closingDay: 31 },
        fields: (_, entry) => (
          <div className="form-row">
            {day("day", t("plans.dueDay"))}
            {day("closingDay", t("settings.closingDay"))}
            <UnitField isFixed={entry !== undefined} />
          </div>
        ),
      }}
    />
  );
}

const formKinds = ["boleto", "pix", "card", "direct-debit", "cash"];

export function PaymentForms() {
  const { t } = useTranslation();
  const { nameOf, query, first } = useUnits();
  return (
    <ListScreen<Named>
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
      edit={{
        toForm: ({ name, kind, businessUnitId }) => ({ name, kind, businessUnitId }),
        toBody: withoutUnit,
      }}
      create={{
        permission: "catalogue.write",
        title: t("settings.newPaymentForm"),
        initial: { businessUnitId: first, kind: "boleto" },
        fields: (_, entry) => (
          <>
            <NameField />
            <Form.Item name="kind" label={t("list.kind")} rules={[{ required: true }]}>
              <Select
                options={formKinds.map((value) => ({
                  value,
                  label: t(`paymentForm.kind.${value}`),
                }))}
              />
            </Form.Item>
            <UnitField isFixed={entry !== undefined} />
          </>
        ),
      }}
    />
  );
}
