import { CopyOutlined, KeyOutlined, PrinterOutlined } from "@ant-design/icons";
import { Alert, App, Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../api/operations.ts";
import type { ItemSecret } from "../../api/previews.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";

type Props = { readonly operation: Operation };
type Taken = { readonly items: readonly ItemSecret[] };

/** The passwords that a transfer made: shown once, to be copied or printed (D19). */
export function Passwords({ operation }: Props) {
  const { t } = useTranslation();
  const mayOperate = useMay("subscriptions.operate");
  const take = useSubmit<Record<string, never>, Taken>({
    path: `/operations/${operation.id}/passwords`,
    refresh: ["operations"],
  });
  if (take.data !== undefined) return <Shown secrets={take.data.items} />;
  if (operation.passwords !== true || operation.state !== "done" || !mayOperate) return null;
  return (
    <>
      <ProblemNotice error={take.error} />
      <Alert
        type="info"
        showIcon
        icon={<KeyOutlined />}
        className="previewed-notice"
        title={t("passwords.ready")}
        description={t("passwords.once")}
        action={
          <Button type="primary" loading={take.isPending} onClick={() => take.mutate({})}>
            {t("passwords.show")}
          </Button>
        }
      />
    </>
  );
}

function Shown({ secrets }: { readonly secrets: readonly ItemSecret[] }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { message } = App.useApp();
  if (secrets.length === 0)
    return (
      <Alert type="warning" showIcon className="previewed-notice" title={t("passwords.gone")} />
    );
  const copy = async () => {
    const lines = secrets.map(({ itemName, password }) => `${itemName}\t${password}`);
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      said(t("passwords.copied"));
    } catch {
      void message.warning(t("passwords.notCopied"));
    }
  };
  return (
    <section className="passwords" aria-label={t("passwords.title")}>
      <h3 className="preview-title">{t("passwords.title")}</h3>
      <Table<ItemSecret>
        rowKey="itemId"
        size="small"
        pagination={false}
        dataSource={[...secrets]}
        columns={[
          {
            title: t("list.kind"),
            dataIndex: "itemKind",
            render: (kind: string) => t(`item.kind.${kind}`, kind),
          },
          { title: t("list.name"), dataIndex: "itemName" },
          {
            title: t("passwords.password"),
            dataIndex: "password",
            render: (password: string) => <span className="code password">{password}</span>,
          },
        ]}
      />
      <p className="passwords-note">{t("passwords.note")}</p>
      <div className="operation-buttons">
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {t("passwords.copy")}
        </Button>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("passwords.print")}
        </Button>
      </div>
    </section>
  );
}
