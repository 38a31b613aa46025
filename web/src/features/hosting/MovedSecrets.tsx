import { Alert, Button, Modal, Table } from "antd";
import { PrinterOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MovedSecret } from "../../api/hosting.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { toUnicode } from "../../ui/punycode.ts";

type Props = {
  readonly title: string;
  readonly secrets: readonly MovedSecret[];
  /** Where the domain is now. */
  readonly to: string;
  readonly onClose: () => void;
};

/** The new customer's passwords, which nobody sees a second time (D19). */
export function MovedSecrets({ title, secrets, to, onClose }: Props) {
  const { t } = useTranslation();
  const text = secrets.map(({ name, password }) => `${name}\t${password}`).join("\n");
  return (
    <Modal
      open
      width={620}
      title={title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" autoFocus onClick={onClose}>
          {t("form.ok")}
        </Button>
      }
    >
      <Alert className="form-note" type="info" showIcon title={t("passwords.note")} />
      <Table<MovedSecret>
        rowKey={({ kind, name }) => `${kind}${name}`}
        size="small"
        pagination={false}
        dataSource={[...secrets]}
        columns={[
          {
            title: t("list.kind"),
            dataIndex: "kind",
            render: (kind: string) => t(`item.kind.${kind}`, kind),
          },
          { title: t("list.name"), dataIndex: "name", render: toUnicode },
          {
            title: t("passwords.password"),
            dataIndex: "password",
            render: (password: string) => <span className="code password">{password}</span>,
          },
        ]}
      />
      <div className="hosting-foot">
        <CopyButton label={t("passwords.copy")} text={text} />
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("passwords.print")}
        </Button>
        <Link to={to} onClick={onClose}>
          {t("hosting.openTarget")}
        </Link>
      </div>
    </Modal>
  );
}
