import { useTranslation } from "react-i18next";
import type { HostedDatabase } from "../../api/hosting.ts";
import { connectionLine } from "./connection-line.ts";
import { Once } from "./Once.tsx";

/** A database with its user's password, as it is answered once. */
export type ToldDatabase = HostedDatabase & { readonly password: string };

type Props = {
  readonly title: string;
  readonly told: ToldDatabase;
  readonly onClose: () => void;
};

/** What the customer's site needs to open its database, shown once. */
export function DatabaseAccount({ title, told, onClose }: Props) {
  const { t } = useTranslation();
  const { engine, host, port, name, username, password } = told;
  const line = connectionLine(told);
  return (
    <Once
      title={title}
      onClose={onClose}
      line={line === "" ? undefined : { label: t("hosting.line"), value: line }}
      facts={[
        { label: t("hosting.engine"), value: t(`hosting.engines.${engine}`) },
        { label: t("hosting.databaseServer"), value: host === "" ? "" : `${host}:${port}` },
        { label: t("hosting.databaseName"), value: name },
        { label: t("hosting.databaseUser"), value: username },
        { label: t("access.password"), value: password },
      ]}
    />
  );
}
