import { CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useSaid } from "./use-said.ts";

type Props = { readonly label: string; readonly text: string; readonly isPrimary?: boolean };

/** Puts a text on the clipboard, and says whether the browser let it. */
export function CopyButton({ label, text, isPrimary = false }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said(t("form.copied"));
    } catch {
      void message.warning(t("form.notCopied"));
    }
  };
  return (
    <Button
      icon={<CopyOutlined />}
      type={isPrimary ? "primary" : "default"}
      onClick={() => void copy()}
    >
      {label}
    </Button>
  );
}
