import { Button, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Closing } from "../../api/billing.ts";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { dayOfUnit } from "../../api/day-of-unit.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { usePreferences } from "../../app/preferences.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { lastClosing } from "../../ui/dates.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";

type ClosingForm = { readonly businessUnitId: string; readonly on: string };

/** The start of a closing (C71). */
export function NewClosing({ units }: { readonly units: readonly BusinessUnit[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { businessUnitId } = usePreferences();
  const [form] = Form.useForm<ClosingForm>();
  const problems = useFieldProblems(form);
  const propose = useSubmit<ClosingForm, Closing>({
    path: "/closings",
    refresh: ["closings"],
    onDone: ({ id }) => void navigate(`/billing/closings/${id}`),
    onProblem: problems.show,
  });
  const unit = units.find(({ id }) => id === businessUnitId) ?? units[0];
  const closingOf = (id: string) => {
    const chosen = units.find((one) => one.id === id);
    return lastClosing(dayOfUnit(chosen, new Date()), chosen?.closingDay ?? 31);
  };
  return (
    <section className="panel billing-new" aria-label={t("billing.newClosing")}>
      <ProblemNotice error={propose.error} others={problems.others} />
      <Form<ClosingForm>
        form={form}
        layout="inline"
        initialValues={
          unit === undefined ? {} : { businessUnitId: unit.id, on: closingOf(unit.id) }
        }
        onFinish={(values) => propose.mutate(values)}
        onValuesChange={({ businessUnitId: id }: Partial<ClosingForm>) => {
          if (id !== undefined) form.setFieldValue("on", closingOf(id));
        }}
      >
        <Form.Item
          name="businessUnitId"
          label={t("app.unit")}
          rules={[{ required: true, message: t("billing.unitMissing") }]}
        >
          <Select
            className="billing-new-unit"
            showSearch={{ optionFilterProp: "label" }}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <DayItem name="on" label={t("billing.closingOn")} isRequired />
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {t("billing.propose")}
        </Button>
        <span className="soft billing-new-hint">{t("billing.proposeHint")}</span>
      </Form>
    </section>
  );
}
