import { FilePdfOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { address } from "../../api/client.ts";

/** As many invoices as billing puts into one file. */
const inPart = 100;
const mostButtons = 12;

type Props = {
  readonly closingId: string;
  readonly invoices: number;
  /** Leaves out those that went out by e-mail. */
  readonly onlyUnsent?: boolean;
};

/** A closing's invoices to print, a hundred to a file. */
export function PrintClosing({ closingId, invoices, onlyUnsent = false }: Props) {
  const { t } = useTranslation();
  const parts = Math.ceil(invoices / inPart);
  if (parts === 0) return null;
  const shown = Math.min(parts, mostButtons);
  return (
    <div className="billing-parts">
      <span>{t(onlyUnsent ? "slip.printUnsent" : "slip.printClosing")}</span>
      {Array.from({ length: shown }, (_, index) => (
        <Button
          key={index}
          size="small"
          icon={<FilePdfOutlined />}
          target="_blank"
          href={address(`/closings/${closingId}/invoices.pdf`, {
            part: String(index + 1),
            unsent: String(onlyUnsent),
          })}
        >
          {t("slip.part", {
            from: index * inPart + 1,
            to: Math.min((index + 1) * inPart, invoices),
          })}
        </Button>
      ))}
      {parts > shown && (
        <span className="soft">{t("slip.moreParts", { count: parts - shown })}</span>
      )}
    </div>
  );
}
