import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Server } from "../../api/catalogue.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { NameField } from "./named-lists.tsx";

const kinds = ["web", "mail", "dns", "ftp", "database"] as const;

/** The provider's servers, which domains, mailboxes and databases choose from (C17). */
export function Servers() {
  const { t } = useTranslation();
  const kindOf = (kind: string) => t(`servers.kind.${kind}`, kind);
  return (
    <ListScreen<Server, Pick<Server, "name" | "host">>
      name="servers"
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        { title: t("list.kind"), dataIndex: "kind", render: kindOf },
        { title: t("servers.host"), dataIndex: "host" },
      ]}
      edit={{
        toForm: ({ name, kind, host }) => ({ name, kind, host }),
        // What a server is stays: what lives on it was made for that.
        toBody: ({ name, host }) => ({ name, host }),
      }}
      create={{
        permission: "catalogue.write",
        title: t("settings.newServer"),
        initial: { kind: "web" },
        fields: (_, entry) => (
          <>
            <NameField />
            <Form.Item name="kind" label={t("list.kind")} rules={[{ required: true }]}>
              <Select
                disabled={entry !== undefined}
                options={kinds.map((value) => ({ value, label: kindOf(value) }))}
              />
            </Form.Item>
            <Form.Item
              name="host"
              label={t("servers.host")}
              extra={t("servers.hostHint")}
              rules={[{ required: true, whitespace: true, message: t("servers.hostMissing") }]}
            >
              <Input autoComplete="off" maxLength={253} />
            </Form.Item>
          </>
        ),
      }}
    />
  );
}
