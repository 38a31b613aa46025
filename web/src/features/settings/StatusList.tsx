import { Checkbox, Form, Input, Radio, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Status } from "../../api/catalogue.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { NameField } from "./named-lists.tsx";

const flags = ["connects", "bills", "settable"] as const;

/** Statuses: those that operations know may be renamed; others are the provider's own (D9). */
export function Statuses() {
  const { t } = useTranslation();
  return (
    <ListScreen<Status, { readonly key: string }>
      name="statuses"
      rowKey="key"
      columns={[
        { title: t("list.name"), dataIndex: "name" },
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
      edit={{
        mayRemove: ({ seeded }) => seeded !== true,
        toForm: ({ key, name, list, connects, bills, settable }) => ({
          key,
          name,
          list,
          connects,
          bills,
          settable,
        }),
        toBody: toEdit,
      }}
      create={{
        permission: "catalogue.write",
        title: t("settings.newStatus"),
        initial: { list: "active", connects: false, bills: false, settable: true },
        fields: (_, entry) => <StatusFields entry={entry} />,
      }}
    />
  );
}

function StatusFields({ entry }: { readonly entry: Status | undefined }) {
  const { t } = useTranslation();
  const isSeeded = entry?.seeded === true;
  return (
    <div className="form-row">
      <NameField className="w8" />
      <Form.Item
        className="w4"
        name="key"
        label={t("settings.statusKey")}
        rules={[{ required: true, message: t("settings.statusKeyMissing") }]}
      >
        <Input autoComplete="off" className="code" maxLength={32} disabled={entry !== undefined} />
      </Form.Item>
      {!isSeeded && (
        <>
          <Form.Item name="list" label={t("settings.statusList")}>
            <Radio.Group
              options={["active", "inactive"].map((value) => ({
                value,
                label: t(`list.${value}`),
              }))}
            />
          </Form.Item>
          {flags.map((flag) => (
            <Form.Item key={flag} className="w4" name={flag} valuePropName="checked">
              <Checkbox>{t(`settings.flag.${flag}`)}</Checkbox>
            </Form.Item>
          ))}
        </>
      )}
    </div>
  );
}

/** A seeded status shows no flags, and so sends none. */
function toEdit({ key: _key, ...rest }: { readonly key: string }): object {
  return rest;
}
