import { CheckOutlined, MinusOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, Form, type FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { type FtpPermissions, ftpPermissions } from "../../api/hosting.ts";
import "./hosting.css";

export const permissionsOf = (isAllowed: (name: string) => boolean): FtpPermissions =>
  Object.fromEntries(ftpPermissions.map((name) => [name, isAllowed(name)])) as FtpPermissions;

const reading: ReadonlySet<string> = new Set(["read", "recursive", "listDirectories"]);
const presets = {
  all: permissionsOf(() => true),
  reading: permissionsOf((name) => reading.has(name)),
} as const;

/** Permissões de Usuário: the seven, each with what it lets him do (C96). */
export function PermissionItems({ form }: { readonly form: FormInstance }) {
  const { t } = useTranslation();
  const chosen = Form.useWatch<Partial<FtpPermissions> | undefined>("permissions", form) ?? {};
  const isNone = !Object.values(chosen).includes(true);
  return (
    <fieldset className="ftp-permissions">
      <legend>{t("hosting.permissions")}</legend>
      <div className="ftp-presets">
        {(["all", "reading"] as const).map((preset) => (
          <Button
            key={preset}
            size="small"
            onClick={() => form.setFieldValue("permissions", presets[preset])}
          >
            {t(`hosting.preset.${preset}`)}
          </Button>
        ))}
      </div>
      <div className="ftp-grid">
        {ftpPermissions.map((name) => (
          <Form.Item key={name} noStyle name={["permissions", name]} valuePropName="checked">
            <Checkbox>
              <b>{t(`history.field.${name}`)}</b>
              <span className="soft">{t(`hosting.may.${name}`)}</span>
            </Checkbox>
          </Form.Item>
        ))}
      </div>
      {isNone && <Alert type="warning" showIcon title={t("hosting.mayNothing")} />}
    </fieldset>
  );
}

/** The same, to be read. */
export function PermissionList({ permissions }: { readonly permissions: FtpPermissions }) {
  const { t } = useTranslation();
  return (
    <ul className="ftp-grid ftp-list" aria-label={t("hosting.permissions")}>
      {ftpPermissions.map((name) => {
        const isAllowed = permissions[name];
        return (
          <li key={name} className={isAllowed ? "ftp-allowed" : "soft"}>
            {isAllowed ? <CheckOutlined aria-hidden /> : <MinusOutlined aria-hidden />}
            <span>
              {t(`history.field.${name}`)}
              <span className="unseen">: {t(isAllowed ? "form.yes" : "form.no")}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
