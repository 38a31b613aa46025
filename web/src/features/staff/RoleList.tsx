import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { RoleFields } from "./RoleFields.tsx";
import { type RoleForm, toRole, toRoleForm } from "./role-body.ts";
import type { Role } from "./staff.ts";

/** Jobs in the provider: what their holders may do, and up to where (S36). */
export function RoleList() {
  const { t } = useTranslation();
  return (
    <ListScreen<Role, RoleForm>
      name="roles"
      columns={useColumns()}
      edit={{ toForm: toRoleForm, toBody: toRole, mayRemove: ({ key }) => key === "" }}
      create={{
        permission: "operators.write",
        title: t("staff.newRole"),
        width: 860,
        initial: { permissions: [] },
        fields: (_form, role) => <RoleFields role={role} />,
        toBody: toRole,
      }}
    />
  );
}

function useColumns() {
  const { t } = useTranslation();
  return [
    {
      title: t("list.name"),
      key: "name",
      render: (_: unknown, { name, key }: Role) => (
        <>
          {name} {key !== "" && <Tag>{t("staff.builtIn")}</Tag>}
        </>
      ),
    },
    {
      title: t("staff.permissions"),
      key: "permissions",
      render: (_: unknown, { permissions }: Role) =>
        permissions.includes("*")
          ? t("staff.everything")
          : t("staff.permissionCount", { count: permissions.length }),
    },
    {
      title: t("staff.maxDiscount"),
      key: "discount",
      align: "right" as const,
      render: (_: unknown, { limits }: Role) =>
        limits.maxDiscountPercent === null ? t("staff.noLimit") : `${limits.maxDiscountPercent} %`,
    },
    {
      title: t("staff.backDating"),
      key: "days",
      align: "right" as const,
      render: (_: unknown, { limits }: Role) => limits.backDatingDays ?? t("staff.noLimit"),
    },
  ];
}
