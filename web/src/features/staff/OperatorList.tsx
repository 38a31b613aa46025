import { Button, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useList } from "../../api/lists.ts";
import { useMay } from "../../app/session.tsx";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { useUnits } from "../settings/use-units.tsx";
import { ApiTokens } from "./ApiTokens.tsx";
import { OperatorFields } from "./OperatorFields.tsx";
import { OperatorPassword } from "./OperatorPassword.tsx";
import { type OperatorForm, toOperator, toOperatorEdit, toOperatorForm } from "./operator-body.ts";
import type { Operator, Role } from "./staff.ts";
import "./staff.css";

type Open = { readonly what: "password" | "tokens"; readonly operator: Operator };

/** Who works here, in which role, and in which business units (S36). */
export function OperatorList() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const columns = useColumns(setOpen);
  return (
    <>
      <ListScreen<Operator, OperatorForm>
        name="operators"
        columns={columns}
        edit={{ toForm: toOperatorForm, toBody: toOperatorEdit, mayRemove: () => false }}
        create={{
          permission: "operators.write",
          title: t("staff.newOperator"),
          width: 560,
          initial: {
            everyUnit: false,
            units: [],
            isDisabled: false,
          } satisfies Partial<OperatorForm>,
          fields: (form, operator) => <OperatorFields form={form} operator={operator} />,
          toBody: toOperator,
        }}
      />
      {open?.what === "password" && <OperatorPassword operator={open.operator} onClose={close} />}
      {open?.what === "tokens" && <ApiTokens operator={open.operator} onClose={close} />}
    </>
  );
}

function useColumns(open: (open: Open) => void) {
  const { t } = useTranslation();
  const mayWrite = useMay("operators.write");
  const roles = useList<Role>("roles").data;
  const units = useUnits();
  return [
    { title: t("list.name"), dataIndex: "name" },
    { title: t("session.username"), dataIndex: "username", className: "code" },
    {
      title: t("staff.role"),
      key: "role",
      render: (_: unknown, { roleId }: Operator) => roles?.find(({ id }) => id === roleId)?.name,
    },
    {
      title: t("settings.units"),
      key: "units",
      render: (_: unknown, { units: held }: Operator) =>
        held === "*" ? t("app.allUnits") : held.map((id) => units.nameOf(id)).join(", "),
    },
    {
      title: t("staff.state"),
      key: "state",
      width: 110,
      render: (_: unknown, { disabledAt }: Operator) =>
        disabledAt === null ? (
          <Tag color="success">{t("staff.active")}</Tag>
        ) : (
          <Tag>{t("staff.disabled")}</Tag>
        ),
    },
    {
      key: "acts",
      width: 230,
      render: (_: unknown, operator: Operator) => (
        <>
          {mayWrite && (
            <Button size="small" type="link" onClick={() => open({ what: "password", operator })}>
              {t("staff.setPassword")}
            </Button>
          )}
          <Button size="small" type="link" onClick={() => open({ what: "tokens", operator })}>
            {t("staff.tokens")}
          </Button>
        </>
      ),
    },
  ];
}
