import { FilePdfOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select, Space } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Named } from "../../api/catalogue.ts";
import { address } from "../../api/client.ts";
import { useList } from "../../api/lists.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { CivilDateInput } from "../../ui/CivilDateInput.tsx";
import { MoneyInput } from "../../ui/MoneyInput.tsx";
import { TabEditor } from "./TabEditor.tsx";

type Props = { readonly subscription: Subscription; readonly children: ReactNode };

const labels: Readonly<Record<string, string>> = {
  installFeeCents: "contract.installFee",
  installments: "contract.installments",
  soldOn: "contract.soldOn",
  activatedOn: "contract.activatedOn",
  validityMonths: "contract.validity",
  templateId: "contract.template",
  cancellationFormula: "contract.formula",
  installationAddress: "contract.installationAddress",
};

const plain = {
  installFeeCents: 0,
  installments: 1,
  validityMonths: 0,
  cancellationFormula: "",
};

/** What the tab takes; the number and the expiry are shown only. */
function contractValues(contract: Subscription["contract"]) {
  const { expiresOn: _expiresOn, templateId, ...values } = contract ?? {};
  return { ...values, templateId: templateId ?? undefined };
}

/** Editar, tab Contrato (C40), with the contract to be seen and printed. */
export function ContractEdit({ subscription, children }: Props) {
  const { t } = useTranslation();
  const query = { businessUnitId: subscription.businessUnitId };
  const templates = useList<Named>("contract-templates", query).data ?? [];
  const whole = (name: string, label: string, min: number) => (
    <Form.Item className="w4" name={name} label={label}>
      <InputNumber min={min} precision={0} style={{ width: "100%" }} />
    </Form.Item>
  );
  return (
    <TabEditor
      subscription={subscription}
      tab="contract"
      labelOf={(field) => t(labels[field] ?? field)}
      toForm={({ contract, installationAddress }) => ({
        ...plain,
        ...contractValues(contract),
        installationAddress: installationAddress ?? "",
      })}
      fields={() => (
        <>
          <Form.Item className="w4" name="installFeeCents" label={t("contract.installFee")}>
            <MoneyInput />
          </Form.Item>
          {whole("installments", t("contract.installments"), 1)}
          {whole("validityMonths", t("contract.validity"), 0)}
          <Form.Item className="w4" name="soldOn" label={t("contract.soldOn")}>
            <CivilDateInput />
          </Form.Item>
          <Form.Item className="w4" name="activatedOn" label={t("contract.activatedOn")}>
            <CivilDateInput />
          </Form.Item>
          <Form.Item className="w4" name="templateId" label={t("contract.template")}>
            <Select
              allowClear
              options={templates.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="cancellationFormula" label={t("contract.formula")}>
            <Input autoComplete="off" className="code" maxLength={500} />
          </Form.Item>
          <Form.Item name="installationAddress" label={t("contract.installationAddress")}>
            <Input autoComplete="off" maxLength={300} />
          </Form.Item>
        </>
      )}
    >
      {children}
      <ContractPaper subscriptionId={subscription.id} />
    </TabEditor>
  );
}

function ContractPaper({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation();
  return (
    <Space className="tab-actions">
      <Button
        icon={<FilePdfOutlined />}
        href={address(`/subscriptions/${subscriptionId}/contract.pdf`)}
        target="_blank"
      >
        {t("contract.view")}
      </Button>
    </Space>
  );
}

/** Editar, tab Faturamento: the last closing may be corrected (C47). */
export function InvoicingEdit({ subscription, children }: Props) {
  const { t } = useTranslation();
  return (
    <TabEditor
      subscription={subscription}
      tab="invoicing"
      permission="billing.write"
      labelOf={() => t("plans.lastClosing")}
      toForm={({ lastClosingOn }) => ({ lastClosingOn: lastClosingOn ?? undefined })}
      fields={() => (
        <Form.Item
          className="w4"
          name="lastClosingOn"
          label={t("plans.lastClosing")}
          rules={[{ required: true, message: t("form.dateMissing") }]}
        >
          <CivilDateInput />
        </Form.Item>
      )}
    >
      {children}
    </TabEditor>
  );
}
