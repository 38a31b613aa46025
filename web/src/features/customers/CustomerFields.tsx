import { AutoComplete, Form, type FormInstance, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { DocumentInput } from "../../ui/DocumentInput.tsx";
import { isCnpj, isCpf } from "../../ui/documents.ts";
import { MaskedInput } from "../../ui/MaskedInput.tsx";
import { phoneMask, postcodeMask } from "../../ui/masks.ts";
import type { CustomerForm } from "./customer-form.ts";

const states =
  "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" ");

/** The fields of a customer's registration, in the order of a call: who, how to reach, where. */
export function CustomerFields({ form }: { readonly form: FormInstance<CustomerForm> }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="form-section">{t("customers.who")}</h2>
      <WhoFields form={form} />
      <h2 className="form-section">{t("customers.reach")}</h2>
      <div className="form-row">
        <Form.Item className="w4" name="phone" label={t("customers.phone")} rules={[phoneRule(t)]}>
          <MaskedInput mask={phoneMask} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item
          className="w8"
          name="email"
          label={t("customers.email")}
          rules={[{ type: "email", message: t("customers.emailWrong") }]}
        >
          <Input inputMode="email" autoComplete="off" />
        </Form.Item>
      </div>
      <h2 className="form-section">{t("customers.where")}</h2>
      <WhereFields form={form} />
    </>
  );
}

function WhoFields({ form }: { readonly form: FormInstance<CustomerForm> }) {
  const { t } = useTranslation();
  const personType = Form.useWatch("personType", form) ?? "individual";
  const isCompany = personType === "company";
  const check = isCompany ? isCnpj : isCpf;
  return (
    <div className="form-row">
      <Form.Item className="w4" name="personType" label={t("customers.personType")} required>
        <Radio.Group
          optionType="button"
          options={[
            { value: "individual", label: t("customers.individual") },
            { value: "company", label: t("customers.company") },
          ]}
          onChange={() => form.setFieldValue("document", "")}
        />
      </Form.Item>
      <Form.Item
        className="w8"
        name="document"
        label={isCompany ? t("customers.cnpj") : t("customers.cpf")}
        validateTrigger="onBlur"
        rules={[
          {
            required: true,
            message: t(isCompany ? "customers.cnpjMissing" : "customers.cpfMissing"),
          },
          {
            validator: async (_, document: string | undefined) => {
              if (document !== undefined && document !== "" && !check(document)) {
                throw new Error(t(isCompany ? "customers.cnpjWrong" : "customers.cpfWrong"));
              }
            },
          },
        ]}
      >
        <DocumentInput personType={personType} />
      </Form.Item>
      <Form.Item
        name="name"
        label={isCompany ? t("customers.companyName") : t("customers.fullName")}
        rules={[{ required: true, whitespace: true, message: t("customers.nameMissing") }]}
      >
        <Input autoComplete="off" maxLength={120} />
      </Form.Item>
    </div>
  );
}

function WhereFields({ form }: { readonly form: FormInstance<CustomerForm> }) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <Form.Item className="w3" name={["address", "postalCode"]} label={t("customers.postalCode")}>
        <MaskedInput mask={postcodeMask} inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item className="w6" name={["address", "street"]} label={t("customers.street")}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item className="w3" name={["address", "number"]} label={t("customers.number")}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item className="w3" name={["address", "complement"]} label={t("customers.complement")}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item className="w3" name={["address", "district"]} label={t("customers.district")}>
        <Input autoComplete="off" />
      </Form.Item>
      <CityField form={form} />
      <Form.Item className="w2" name={["address", "state"]} label={t("customers.state")}>
        <Select showSearch allowClear options={states.map((value) => ({ value, label: value }))} />
      </Form.Item>
    </div>
  );
}

function CityField({ form }: { readonly form: FormInstance<CustomerForm> }) {
  const { t } = useTranslation();
  const units = useList<BusinessUnit>("business-units").data ?? [];
  const city = Form.useWatch("city", form)?.trim().toLowerCase() ?? "";
  const served = units.flatMap((unit) =>
    [unit.city, ...(unit.otherCities ?? [])].map((name) => ({ name, unit: unit.name })),
  );
  const serving = served.find(({ name }) => name.toLowerCase() === city);
  return (
    <Form.Item
      className="w4"
      name="city"
      label={t("customers.city")}
      extra={
        serving === undefined
          ? t("customers.cityHint")
          : t("customers.cityUnit", { unit: serving.unit })
      }
      rules={[{ required: true, whitespace: true, message: t("customers.cityMissing") }]}
    >
      <AutoComplete
        options={[...new Set(served.map(({ name }) => name))].map((value) => ({ value }))}
        showSearch={{
          filterOption: (typed, option) =>
            option?.value.toLowerCase().includes(typed.toLowerCase()) === true,
        }}
      />
    </Form.Item>
  );
}

function phoneRule(t: (key: string) => string) {
  return { min: 10, message: t("customers.phoneWrong") };
}
