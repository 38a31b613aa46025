import { Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { BusinessHours } from "./BusinessHours.tsx";
import { usualHours } from "./business-hours.ts";
import "./settings.css";

// A unit's day and its scheduled operations go by its own clock.
const timeZones = Intl.supportedValuesOf("timeZone").filter((zone) => zone.startsWith("America/"));

/** The cities or regions that sell, each with its own plans and policies (C6). */
export function UnitList() {
  const { t } = useTranslation();
  return (
    <ListScreen<BusinessUnit>
      name="business-units"
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        { title: t("customers.city"), dataIndex: "city" },
        {
          title: t("settings.otherCities"),
          key: "otherCities",
          render: (_, { otherCities }) => otherCities?.join(", "),
        },
        { title: t("settings.closingDay"), dataIndex: "closingDay", align: "right", width: 130 },
        {
          title: t("settings.prorationBasis"),
          dataIndex: "prorationBasis",
          render: (basis: string) => t(`settings.basis.${basis}`, basis),
        },
        {
          title: t("settings.mailDomain"),
          dataIndex: "mailDomain",
          render: (text: string) => <span className="code">{text}</span>,
        },
      ]}
      edit={{
        toForm: ({ id: _id, version: _version, ...unit }) => unit,
      }}
      create={{
        permission: "catalogue.write",
        title: t("settings.newUnit"),
        width: 640,
        initial: {
          timeZone: "America/Sao_Paulo",
          prorationBasis: "actual",
          closingDay: 31,
          advanceBilling: false,
          suspensionPolicy: "reject",
          walledGardenName: "torre-suspended",
          otherCities: [],
          businessHours: [usualHours],
        },
        fields: () => <UnitFields />,
      }}
    />
  );
}

function UnitFields() {
  const { t } = useTranslation();
  const required = (message: string) => [{ required: true, message }];
  return (
    <div className="form-row">
      <Form.Item
        className="w6"
        name="name"
        label={t("list.name")}
        rules={required(t("list.nameMissing"))}
      >
        <Input autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item
        className="w6"
        name="city"
        label={t("customers.city")}
        rules={required(t("customers.cityMissing"))}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="otherCities"
        label={t("settings.otherCities")}
        extra={t("settings.otherCitiesHint")}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", ";"]} />
      </Form.Item>
      <Form.Item
        className="w6"
        name="mailDomain"
        label={t("settings.mailDomain")}
        rules={required(t("settings.mailDomainMissing"))}
      >
        <Input autoComplete="off" className="code" />
      </Form.Item>
      <Form.Item
        className="w6"
        name="closingDay"
        label={t("settings.closingDay")}
        extra={t("settings.closingDayHint")}
      >
        <InputNumber min={1} max={31} className="full" />
      </Form.Item>
      <Form.Item className="w6" name="prorationBasis" label={t("settings.prorationBasis")}>
        <Select
          options={["actual", "commercial30"].map((value) => ({
            value,
            label: t(`settings.basis.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item className="w6" name="suspensionPolicy" label={t("settings.suspensionPolicy")}>
        <Select
          options={["reject", "walled-garden"].map((value) => ({
            value,
            label: t(`settings.policy.${value}`),
          }))}
        />
      </Form.Item>
      <GardenName />
      <Form.Item className="w6" name="timeZone" label={t("settings.timeZone")}>
        <Select showSearch options={timeZones.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item className="w6" name="advanceBilling" label={t("plans.advanceBilling")}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t("form.yes") },
            { value: false, label: t("form.no") },
          ]}
        />
      </Form.Item>
      <BusinessHours />
    </div>
  );
}

const gardenName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** What the access servers call the list or pool of suspended customers, where the policy lets them in. */
function GardenName() {
  const { t } = useTranslation();
  const policy = Form.useWatch<string | undefined>("suspensionPolicy");
  return (
    <Form.Item
      className="w6"
      name="walledGardenName"
      label={t("settings.walledGardenName")}
      tooltip={t("settings.walledGardenHint")}
      rules={[{ pattern: gardenName, message: t("settings.walledGardenWrong") }]}
    >
      <Input
        autoComplete="off"
        className="code"
        maxLength={63}
        disabled={policy !== "walled-garden"}
      />
    </Form.Item>
  );
}
