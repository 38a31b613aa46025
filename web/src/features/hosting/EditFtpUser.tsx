import { Button, Form } from "antd";
import { useTranslation } from "react-i18next";
import { type FtpUser, ftpPermissions, hostingRoots, useHosted } from "../../api/hosting.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Values } from "../../ui/edit/changes.ts";
import { EditDialog } from "../../ui/edit/EditDialog.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { FtpFields } from "./FtpFields.tsx";
import { domainsOf, type ItemTaskProps } from "./hosting-task.ts";
import { useGiveUp } from "./use-give-up.ts";

/** Editar Dados do Usuário de FTP (C96), once he is read. */
export function EditFtpUser(props: ItemTaskProps) {
  const { data } = useHosted<FtpUser>("ftp-user", props.item.id);
  return data === undefined ? null : <EditForm {...props} user={data} />;
}

const formOf = ({ physicalPath, virtualPath, permissions }: FtpUser): Values => ({
  physicalPath,
  virtualPath,
  permissions,
  password: "",
});

function EditForm({
  user,
  subscription,
  item,
  onClose,
}: ItemTaskProps & { readonly user: FtpUser }) {
  const { t } = useTranslation();
  const giveUp = useGiveUp(item, onClose);
  const path = `/ftp-users/${user.id}`;
  const domain = domainsOf(subscription).find(({ id }) => id === user.domainId);
  const allowed = (value: unknown) =>
    ftpPermissions
      .filter((name) => (value as FtpUser["permissions"])[name])
      .map((name) => t(`history.field.${name}`))
      .join(", ");
  return (
    <EditDialog<FtpUser>
      title={t("menu.edit-ftp-user")}
      width={720}
      read={user}
      saved={t("form.saved")}
      resource={{
        path,
        readPath: path,
        tagOf: ({ version }) => String(version),
        toForm: formOf,
        refresh: hostingRoots,
      }}
      words={{
        physicalPath: { label: t("hosting.physicalPath") },
        virtualPath: { label: t("hosting.virtualPath") },
        permissions: { label: t("hosting.permissions"), text: allowed },
      }}
      onClose={onClose}
    >
      {(form) => (
        <div className="form-row">
          <ReadOnlyField
            className="w6"
            label={t("hosting.plan")}
            value={planOf(subscription).name}
          />
          <ReadOnlyField
            className="w6"
            label={t("hosting.domain")}
            value={toUnicode(domain?.name ?? "")}
          />
          <ReadOnlyField className="w6" label={t("hosting.ftpLogin")} value={user.username} />
          <Form.Item
            className="w6"
            name="password"
            label={t("hosting.newPassword")}
            extra={t("hosting.passwordStays")}
            rules={[{ min: 8, message: t("access.passwordShort") }]}
          >
            <PasswordInput />
          </Form.Item>
          <FtpFields form={form} />
          <Button danger type="text" onClick={giveUp}>
            {t("hosting.giveUp.ftp-user")}
          </Button>
        </div>
      )}
    </EditDialog>
  );
}
