import { ReloadOutlined } from "@ant-design/icons";
import { Button, Modal, Table } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type RadiusAttribute, useRadiusAttributes } from "../../api/diagnosis.ts";
import { useMay } from "../../app/session.tsx";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import type { LoginTask } from "./login-task.ts";

const password = "Password";

/** Verificar Configurações no Servidor de Radius (C89): what the server holds, as it is now. */
export function RadiusView({ item, onClose }: LoginTask) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const attributes = useRadiusAttributes(item.id, isShown);
  const mayReadPasswords = useMay("sessions.passwords");
  const rows = withPassword(attributes.data ?? []);
  const hidden = mayReadPasswords && (
    <Button size="small" onClick={() => setShown(true)}>
      {t("radius.showPassword")}
    </Button>
  );
  return (
    <Modal
      open
      width={600}
      title={t("radius.title", { name: item.name })}
      onCancel={onClose}
      footer={
        <>
          <Button
            icon={<ReloadOutlined />}
            loading={attributes.isFetching}
            onClick={() => void attributes.refetch()}
          >
            {t("radius.refresh")}
          </Button>
          <Button onClick={onClose}>{t("form.leave")}</Button>
        </>
      }
    >
      <ProblemNotice error={attributes.error} />
      <Table<RadiusAttribute>
        rowKey="name"
        size="small"
        pagination={false}
        loading={attributes.isPending}
        dataSource={rows}
        columns={[
          { title: t("radius.attribute"), dataIndex: "name", width: 190, render: code },
          {
            title: t("radius.value"),
            key: "value",
            render: (_, row) =>
              row.name === password && row.value === "" ? (
                hidden || <span className="soft">{t("radius.hidden")}</span>
              ) : (
                <Value attribute={row} />
              ),
          },
        ]}
      />
    </Modal>
  );
}

const code = (text: string): ReactNode => <span className="code">{text}</span>;

/** The password's line stands in its place even while it is hidden. */
function withPassword(attributes: readonly RadiusAttribute[]): readonly RadiusAttribute[] {
  if (attributes.length === 0 || attributes.some(({ name }) => name === password))
    return attributes;
  const [first, ...rest] = attributes;
  return first === undefined ? [] : [first, { name: password, value: "" }, ...rest];
}

function Value({ attribute: { name, value } }: { readonly attribute: RadiusAttribute }): ReactNode {
  const { t } = useTranslation();
  if (value === "") return <span className="soft">{t(emptyWords[name] ?? "radius.none")}</span>;
  if (name === "Last-Connection") return <Instant at={value} />;
  if (name === "Status") return <b>{t(`radius.status.${value}`)}</b>;
  return <span className="code">{value}</span>;
}

const emptyWords: Readonly<Record<string, string>> = {
  "Calling-Station-Id": "radius.anyMac",
  "Framed-IP-Address": "radius.dynamic",
};
