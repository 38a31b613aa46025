import { useQuery } from "@tanstack/react-query";
import { Button, Form, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { Item } from "../../api/customers.ts";
import { useList } from "../../api/lists.ts";
import type { ApiProblem } from "../../api/problem.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useRemove } from "../../ui/use-remove.ts";
import { useSaid } from "../../ui/use-said.ts";
import { formToBody, type Ip, type IpForm, ipToForm, newIpForm } from "./ip-form.ts";
import { ConfigurationFields, type IpClass } from "./ConfigurationFields.tsx";
import { MacFields } from "./MacFields.tsx";
import { SpeedFields } from "./SpeedFields.tsx";

type Props = {
  readonly subscription: Subscription;
  /** What is edited; nothing for a new IP. */
  readonly item?: Item;
  readonly onClose: () => void;
};

const tabs = ["configuration", "macs", "speed"] as const;
type Tab = (typeof tabs)[number];

const tabOfField: Readonly<Record<string, Tab>> = {
  macs: "macs",
  speed: "speed",
  message: "speed",
  notes: "speed",
};

/** Cadastrar Novo IP and Editar Dados do IP (C90 to C92), once all that the form begins with is read. */
export function IpDialog(props: Props) {
  const { subscription, item } = props;
  const { id, businessUnitId } = subscription;
  const classes = useList<IpClass>("ip-classes", { businessUnitId });
  const held = useQuery({
    queryKey: ["subscriptions", id, "items"],
    queryFn: ({ signal }) =>
      request<{ readonly items?: readonly Item[] }>(`/subscriptions/${id}`, { signal }),
    staleTime: 0,
  });
  const ip = useQuery({
    queryKey: ["ips", item?.id],
    queryFn: ({ signal }) => request<Ip>(`/ips/${item?.id ?? ""}`, { signal }),
    enabled: item !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  if (classes.isLoading || held.isLoading || ip.isLoading) return null;
  const items = held.data?.items ?? [];
  const initial =
    ip.data === undefined ? newIpForm(subscription, items, classes.data?.[0]) : ipToForm(ip.data);
  return (
    <IpFormDialog
      {...props}
      present={ip.data}
      initial={initial}
      items={items}
      classes={classes.data ?? []}
    />
  );
}

type FormProps = Props & {
  readonly present: Ip | undefined;
  readonly initial: IpForm;
  readonly items: readonly Item[];
  readonly classes: readonly IpClass[];
};

function IpFormDialog({ subscription, present, initial, items, classes, onClose }: FormProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<IpForm>();
  const [tab, setTab] = useState<Tab>("configuration");
  const problems = useFieldProblems(form);
  const openTabOf = (field: string | number) => setTab(tabOfField[field] ?? "configuration");
  const openFirst = (problem: ApiProblem) => {
    const field = problems.show(problem);
    if (field !== undefined) openTabOf(field);
  };
  const save = useSave(subscription, present, onClose, openFirst);
  const fields = {
    configuration: (
      <ConfigurationFields
        form={form}
        subscription={subscription}
        items={items}
        classes={classes}
      />
    ),
    macs: <MacFields />,
    speed: <SpeedFields form={form} businessUnitId={subscription.businessUnitId} />,
  };
  return (
    <FormDialog<IpForm>
      title={t(present === undefined ? "menu.new-ip" : "menu.edit-ip")}
      form={form}
      initial={initial}
      width={760}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={(values) => save.mutate(formToBody(values))}
      onInvalid={openTabOf}
      onClose={onClose}
    >
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(tabs.find((known) => known === key) ?? "configuration")}
        items={tabs.map((key) => ({
          key,
          label: t(`ip.tab.${key}`),
          children: fields[key],
          forceRender: true,
        }))}
      />
      {present !== undefined && <RemoveButton ip={present} onRemoved={onClose} />}
    </FormDialog>
  );
}

function useSave(
  { id }: Subscription,
  present: Ip | undefined,
  onClose: () => void,
  onProblem: (problem: ApiProblem) => void,
) {
  const { t } = useTranslation();
  const said = useSaid();
  const edited = { method: "PATCH" as const, ifMatch: `"${present?.version ?? ""}"` };
  return useSubmit<object, object>({
    path: present === undefined ? `/subscriptions/${id}/ips` : `/ips/${present.id}`,
    ...(present === undefined ? {} : edited),
    refresh: ["ips", "subscriptions", "customers"],
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem,
  });
}

function RemoveButton({ ip, onRemoved }: { readonly ip: Ip; readonly onRemoved: () => void }) {
  const { t } = useTranslation();
  const remove = useRemove("ips", onRemoved);
  return (
    <Button danger type="text" onClick={() => remove(ip.id, ip.version, ip.name)}>
      {t("ip.remove")}
    </Button>
  );
}
