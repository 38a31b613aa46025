import { ReloadOutlined } from "@ant-design/icons";
import { Button, Modal, Table } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type RadiusAttribute, useRadiusAttributes } from "../../api/diagnosis.ts";
import { useMay } from "../../app/session.tsx";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { BindLastMac, type Binding, BoundMacs, useBinding } from "./BoundMacs.tsx";
import type { LoginTask } from "./login-task.ts";
import "./logins.css";

const [password, boundMacs, lastMac] = ["Password", "Calling-Station-Id", "Last-Mac-Connected"];

/** Verificar Configurações no Servidor de Radius (C89): what the server holds, as it is now. */
export function RadiusView({ item, onClose }: LoginTask) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const attributes = useRadiusAttributes(item.id, isShown);
  const mayReadPasswords = useMay("sessions.passwords");
  const rows = withPassword(attributes.data ?? []);
  const binding = useBinding(item.id);
  const bound = boundOf(rows);
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
      <ProblemNotice error={attributes.error ?? binding.bind.error ?? binding.unbind.error} />
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
                <Value attribute={row} bound={bound} binding={binding} />
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

/** The devices that the login is bound to, as the table names them. */
function boundOf(attributes: readonly RadiusAttribute[]): readonly string[] {
  const value = attributes.find(({ name }) => name === boundMacs)?.value ?? "";
  return value === "" ? [] : value.split(", ");
}

type ValueProps = {
  readonly attribute: RadiusAttribute;
  readonly bound: readonly string[];
  readonly binding: Binding;
};

function Value({ attribute: { name, value }, bound, binding }: ValueProps): ReactNode {
  const { t } = useTranslation();
  if (name === boundMacs) return <BoundMacs macs={bound} binding={binding} />;
  if (name === lastMac && value !== "")
    return (
      <span className="mac-tags">
        {code(value)}
        <BindLastMac mac={value} bound={bound} binding={binding} />
      </span>
    );
  if (value === "") return <span className="soft">{t(emptyWords[name] ?? "radius.none")}</span>;
  if (name === "Last-Connection") return <Instant at={value} />;
  if (name === "Status") return <b>{t(`radius.status.${value}`)}</b>;
  return <span className="code">{value}</span>;
}

const emptyWords: Readonly<Record<string, string>> = {
  "Framed-IP-Address": "radius.dynamic",
};
