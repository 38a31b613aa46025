import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { type Host, hostingRoots, type HostType, useHosts } from "../../api/hosting.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { toAscii, toUnicode } from "../../ui/punycode.ts";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { DomainChoice, firstDomain } from "./DomainChoice.tsx";
import { nameFault } from "./host-rules.ts";
import { HostFields, plainTarget } from "./HostFields.tsx";
import { domainsOf, type HostingTaskProps } from "./hosting-task.ts";
import "./hosting.css";

type HostForm = {
  readonly domainId?: string;
  readonly name: string;
  readonly type: HostType;
  readonly pointsTo: string;
};

/** Acrescentar Host/Alias de Domínio (C98). */
export function NewHost(props: HostingTaskProps) {
  const { subscription, onClose } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<HostForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const domainId = Form.useWatch<string | undefined>("domainId", form) ?? firstDomain(props);
  const domain = domainsOf(subscription).find(({ id }) => id === domainId)?.name ?? "";
  const name = plainLabel(Form.useWatch<string | undefined>("name", form) ?? "", domain);
  const save = useSubmit<object, Host>({
    path: `/domains/${domainId ?? ""}/hosts`,
    refresh: hostingRoots,
    onDone: (host) => {
      said(t("hosting.hostCreated", { name: toUnicode(host.name) }));
      onClose();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog<HostForm>
      title={t("menu.add-host")}
      form={form}
      initial={{ domainId: firstDomain(props), name: "", type: "name", pointsTo: "" }}
      width={620}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={({ type, pointsTo }) => save.mutate({ name, type, pointsTo: plainTarget(pointsTo) })}
      onClose={onClose}
    >
      <div className="form-row">
        <DomainChoice subscription={subscription} />
        <NameItem domainId={domainId ?? ""} domain={domain} name={name} />
        <HostFields form={form} whole={name === "" ? "" : `${name}.${domain}`} />
      </div>
    </FormDialog>
  );
}

/** What stands before the domain, in A-labels, as servers keep it. */
function plainLabel(typed: string, domain: string): string {
  const text = typed.trim().toLowerCase();
  const whole = toAscii(`${text}.${domain}`);
  return whole === undefined ? text : whole.slice(0, -(domain.length + 1));
}

type NameProps = { readonly domainId: string; readonly domain: string; readonly name: string };

function NameItem({ domainId, domain, name }: NameProps) {
  const { t } = useTranslation();
  const hosts = useHosts(domainId).data?.items ?? [];
  const taken = hosts.map(({ label }) => label);
  const hint = name === "www" || name === "mail" ? `hosting.own.${name}` : "hosting.hostNameHint";
  return (
    <Form.Item
      name="name"
      label={t("hosting.hostName")}
      extra={t(hint)}
      dependencies={["domainId"]}
      validateTrigger="onBlur"
      rules={[
        {
          required: true,
          validator: () => {
            const fault = nameFault(name, { domain, taken });
            return fault === undefined
              ? Promise.resolve()
              : Promise.reject(
                  new Error(t(`hosting.fault.${fault}`, { domain: toUnicode(domain) })),
                );
          },
        },
      ]}
    >
      <Input
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        suffix={domain === "" ? undefined : `.${toUnicode(domain)}`}
      />
    </Form.Item>
  );
}
