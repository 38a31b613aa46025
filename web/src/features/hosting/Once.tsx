import { Alert, Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Facts } from "../../ui/Facts.tsx";
import "./hosting.css";

export type OnceFact = { readonly label: string; readonly value: string };

type Props = {
  readonly title: string;
  readonly facts: readonly OnceFact[];
  /** One line that a program takes as it is. */
  readonly line?: OnceFact | undefined;
  readonly onClose: () => void;
};

/** What the customer is told, with a password that nobody sees a second time. */
export function Once({ title, facts, line, onClose }: Props) {
  const { t } = useTranslation();
  const given = facts.filter(({ value }) => value !== "");
  const all = [...given, ...(line === undefined ? [] : [line])];
  const text = all.map(({ label, value }) => `${label}: ${value}`).join("\n");
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
      <Alert className="form-note" type="info" showIcon title={t("hosting.once")} />
      <Facts
        facts={given.map(({ label, value }) => ({
          label,
          value: <span className="code">{value}</span>,
        }))}
      />
      {line !== undefined && (
        <div className="hosting-line">
          <span className="soft">{line.label}</span>
          <code>{line.value}</code>
          <CopyButton label={t("hosting.copyLine")} text={line.value} />
        </div>
      )}
      <CopyButton label={t("hosting.copyAll")} text={text} />
    </Modal>
  );
}
