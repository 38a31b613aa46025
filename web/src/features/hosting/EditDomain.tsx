import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Server } from "../../api/catalogue.ts";
import { type Domain, hostingRoots, useHosted } from "../../api/hosting.ts";
import { useList } from "../../api/lists.ts";
import { planOf } from "../../api/plan-of.ts";
import { EditDialog } from "../../ui/edit/EditDialog.tsx";
import { type EditWords, useWriters } from "../../ui/edit/words.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { type DomainTab, editBodyOf, formOf, tabOf } from "./domain-form.ts";
import { DomainTabs } from "./DomainTabs.tsx";
import type { ItemTaskProps } from "./hosting-task.ts";
import { StateButtons } from "./StateButtons.tsx";

/** Editar Dados do Domínio (C95), once the domain is read. */
export function EditDomain(props: ItemTaskProps) {
  const { data } = useHosted<Domain>("domain", props.item.id);
  return data === undefined ? null : <EditForm {...props} domain={data} />;
}

function EditForm({
  domain,
  subscription,
  item,
  onClose,
}: ItemTaskProps & { readonly domain: Domain }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<DomainTab>("registration");
  const words = useWords();
  const path = `/domains/${domain.id}`;
  return (
    <EditDialog<Domain>
      title={t("menu.edit-domain")}
      width={720}
      read={domain}
      words={words}
      saved={t("form.saved")}
      resource={{
        path,
        readPath: path,
        tagOf: ({ version }) => String(version),
        toForm: formOf,
        toBody: editBodyOf,
        refresh: hostingRoots,
      }}
      onInvalid={(field) => setTab(tabOf(field))}
      onClose={onClose}
    >
      {() => (
        <>
          <DomainTabs
            isNew={false}
            tab={tab}
            onTab={setTab}
            head={
              <>
                <ReadOnlyField label={t("hosting.domainName")} value={toUnicode(domain.name)} />
                <ReadOnlyField
                  className="w8"
                  label={t("hosting.plan")}
                  value={planOf(subscription).name}
                />
                <ReadOnlyField
                  className="w4"
                  label={t("hosting.sizeMb")}
                  value={subscription.plan?.hosting?.diskMb ?? "–"}
                />
              </>
            }
          />
          <StateButtons subscription={subscription} item={item} onLeave={onClose} />
        </>
      )}
    </EditDialog>
  );
}

function useWords(): EditWords {
  const { t } = useTranslation();
  const { day, yesNo } = useWriters();
  const servers = useList<Server>("servers").data ?? [];
  const server = (id: unknown) => servers.find((one) => one.id === id)?.name ?? String(id);
  const parts = (value: unknown) =>
    Object.values(value ?? {})
      .filter((part) => part !== "")
      .join(", ");
  return {
    registeredOn: { label: t("hosting.registeredOn"), text: day },
    developer: { label: t("hosting.developer"), text: parts },
    notes: { label: t("hosting.notes") },
    admin: {
      label: t("hosting.adminLogin"),
      text: (value) => (value as Domain["admin"]).username,
    },
    webServerId: { label: t("hosting.webServer"), text: server },
    mailServerId: { label: t("hosting.mailServer"), text: server },
    dns1: { label: t("hosting.dns1") },
    dns2: { label: t("hosting.dns2") },
    redirectTo: { label: t("hosting.redirectTo") },
    adminEmail: { label: t("hosting.adminEmail") },
    statistics: { label: t("hosting.statistics"), text: yesNo },
  };
}
