import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { type Host, hostingRoots, useHosted } from "../../api/hosting.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Values } from "../../ui/edit/changes.ts";
import { EditDialog } from "../../ui/edit/EditDialog.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { HostFields, plainTarget } from "./HostFields.tsx";
import type { ItemTaskProps } from "./hosting-task.ts";
import { useGiveUp } from "./use-give-up.ts";
import "./hosting.css";

/** Editar Dados do Host (C98), once it is read; its name stays. */
export function EditHost(props: ItemTaskProps) {
  const { data } = useHosted<Host>("dns-host", props.item.id);
  return data === undefined ? null : <EditForm {...props} host={data} />;
}

const formOf = ({ type, pointsTo }: Host): Values => ({ type, pointsTo });

const bodyOf = (changed: Values): object =>
  typeof changed["pointsTo"] === "string"
    ? { ...changed, pointsTo: plainTarget(changed["pointsTo"]) }
    : changed;

function EditForm({ host, subscription, item, onClose }: ItemTaskProps & { readonly host: Host }) {
  const { t } = useTranslation();
  const giveUp = useGiveUp(item, onClose);
  const path = `/hosts/${host.id}`;
  return (
    <EditDialog<Host>
      title={t("menu.edit-host")}
      width={620}
      read={host}
      saved={t("form.saved")}
      resource={{
        path,
        readPath: path,
        tagOf: ({ version }) => String(version),
        toForm: formOf,
        toBody: bodyOf,
        refresh: hostingRoots,
      }}
      words={{
        type: {
          label: t("hosting.hostType"),
          text: (value) => t(`hosting.hostTypes.${String(value)}`),
        },
        pointsTo: { label: t("hosting.pointsTo") },
      }}
      onClose={onClose}
    >
      {(form) => (
        <div className="form-row">
          <ReadOnlyField
            className="w6"
            label={t("hosting.plan")}
            value={planOf(subscription).name}
          />
          <ReadOnlyField
            className="w6"
            label={t("hosting.hostName")}
            value={toUnicode(host.name)}
          />
          <HostFields form={form} whole={host.name} />
          <Button danger type="text" onClick={giveUp}>
            {t("hosting.giveUp.dns-host")}
          </Button>
        </div>
      )}
    </EditDialog>
  );
}
