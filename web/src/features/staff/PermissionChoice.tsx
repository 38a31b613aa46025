import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { useList } from "../../api/lists.ts";
import { allowsAny } from "../../app/permissions.ts";
import { usePermissions } from "../../app/session.tsx";
import { groupsOf } from "./role-body.ts";

type Props = {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (permissions: readonly string[]) => void;
};

/** Everything that a role can allow, in words; what one does not hold himself he cannot give. */
export function PermissionChoice({ id, value = [], onChange }: Props) {
  const { t, i18n } = useTranslation();
  const held = usePermissions();
  const all = useList<string>("permissions").data ?? [];
  const wordsOf = (permission: string) => {
    const key = `permission.${permission}`;
    return i18n.exists(key) ? t(key) : permission;
  };
  const toggle = (permission: string, isOn: boolean) =>
    onChange?.(isOn ? [...value, permission] : value.filter((one) => one !== permission));
  return (
    <div className="permission-groups" {...(id === undefined ? {} : { id })}>
      {groupsOf(all).map(({ area, permissions }) => (
        <fieldset key={area} className="permission-group">
          <legend>{t(`permissionArea.${area}`, area)}</legend>
          {permissions.map((permission) => (
            <Checkbox
              key={permission}
              checked={value.includes(permission)}
              disabled={!allowsAny(held, [permission])}
              title={permission}
              onChange={({ target }) => toggle(permission, target.checked)}
            >
              {wordsOf(permission)}
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
