import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { type HostedDatabase, useHosted } from "../../api/hosting.ts";
import { planOf } from "../../api/plan-of.ts";
import { Facts } from "../../ui/Facts.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { useDatabaseFacts } from "./DatabaseDetail.tsx";
import { domainsOf, type ItemTaskProps } from "./hosting-task.ts";
import { useGiveUp } from "./use-give-up.ts";

/** Editar Dados do Banco de Dados: what it is stays, so it can be read and given up (C97). */
export function EditDatabase(props: ItemTaskProps) {
  const { data } = useHosted<HostedDatabase>("database", props.item.id);
  return data === undefined ? null : <Database {...props} database={data} />;
}

function Database({
  database,
  subscription,
  item,
  onClose,
}: ItemTaskProps & { readonly database: HostedDatabase }) {
  const { t } = useTranslation();
  const giveUp = useGiveUp(item, onClose);
  const domain = domainsOf(subscription).find(({ id }) => id === database.domainId);
  return (
    <Modal
      open
      width={620}
      title={t("menu.edit-database")}
      onCancel={onClose}
      footer={[
        <Button key="remove" danger type="text" onClick={giveUp}>
          {t("hosting.giveUp.database")}
        </Button>,
        <Button key="leave" type="primary" onClick={onClose}>
          {t("form.leave")}
        </Button>,
      ]}
    >
      <p className="soft">{t("hosting.databaseStays")}</p>
      <Facts
        facts={[
          { label: t("hosting.plan"), value: planOf(subscription).name },
          { label: t("hosting.domain"), value: toUnicode(domain?.name ?? "") },
          ...useDatabaseFacts(database),
        ]}
      />
    </Modal>
  );
}
