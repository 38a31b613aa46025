import { Checkbox, Form } from "antd";
import { useTranslation } from "react-i18next";

/** Salvar Alterações no Servidor de Correio (C73): unticked, the mailbox waits on purpose (D22). */
export function SaveOnServer() {
  const { t } = useTranslation();
  return (
    <Form.Item name="saveOnServer" valuePropName="checked" extra={t("mailbox.saveOnServerHint")}>
      <Checkbox>{t("mailbox.saveOnServer")}</Checkbox>
    </Form.Item>
  );
}
