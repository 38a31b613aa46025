import { Form, type FormInstance, Input } from "antd";
import { useTranslation } from "react-i18next";
import { PermissionItems } from "./PermissionGrid.tsx";

const folder = /^\/(?:\w[\w.-]*(?:\/\w[\w.-]*)*\/?)?$/;

/** Caminho Físico, Caminho Virtual and the permissions (C96). */
export function FtpFields({ form }: { readonly form: FormInstance }) {
  const { t } = useTranslation();
  const virtual = Form.useWatch<string | undefined>("virtualPath", form) ?? "";
  return (
    <>
      <Form.Item
        className="w6"
        name="physicalPath"
        label={t("hosting.physicalPath")}
        extra={t("hosting.physicalPathHint")}
        normalize={(text: string) => text.trim()}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: t("hosting.pathMissing") },
          { pattern: folder, message: t("hosting.pathWrong") },
        ]}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={255} />
      </Form.Item>
      <Form.Item
        className="w6"
        name="virtualPath"
        label={t("hosting.virtualPath")}
        extra={t(virtual === "" ? "hosting.virtualPathHint" : "hosting.virtualPathSays", {
          path: virtual,
        })}
        normalize={(text: string) => text.trim()}
        validateTrigger="onBlur"
        rules={[{ pattern: folder, message: t("hosting.pathWrong") }]}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={255} />
      </Form.Item>
      <PermissionItems form={form} />
    </>
  );
}
