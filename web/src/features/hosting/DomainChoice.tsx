import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Subscription } from "../../api/subscriptions.ts";
import { planOf } from "../../api/plan-of.ts";
import { toUnicode } from "../../ui/punycode.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { domainsOf, type HostingTaskProps } from "./hosting-task.ts";

/** The domain that a dialog begins with: the one it was opened on, or the plan's only one. */
export function firstDomain({ subscription, item }: HostingTaskProps): string | undefined {
  if (item?.kind === "domain") return item.id;
  const all = domainsOf(subscription);
  return all.length === 1 ? all[0]?.id : undefined;
}

type Props = { readonly subscription: Subscription };

/** Plano do Cliente, which is shown, and Domínio, which is chosen where there are several. */
export function DomainChoice({ subscription }: Props) {
  const { t } = useTranslation();
  const domains = domainsOf(subscription);
  return (
    <>
      <ReadOnlyField className="w6" label={t("hosting.plan")} value={planOf(subscription).name} />
      <Form.Item
        className="w6"
        name="domainId"
        label={t("hosting.domain")}
        rules={[{ required: true, message: t("hosting.domainMissing") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={domains.map(({ id, name }) => ({ value: id, label: toUnicode(name) }))}
        />
      </Form.Item>
    </>
  );
}
