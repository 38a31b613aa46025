import { SearchOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { CourtFindings, type CourtAnswer } from "./CourtFindings.tsx";
import { type CourtForm, type CourtQuery, courtQuery, timePattern, zones } from "./court-search.ts";
import "./noc.css";

const shortestReason = 10;
const fields = ["ip", "port", "on", "time", "reason"] as const;

/** Busca judicial: who had an address at an instant. Each search is written into the trail. */
export function CourtSearch() {
  const { t } = useTranslation();
  const [form] = Form.useForm<CourtForm>();
  const problems = useFieldProblems(form);
  const [asked, setAsked] = useState<CourtQuery>();
  // Not a query: nothing is searched again unless somebody asks again.
  const search = useMutation<CourtAnswer, ApiProblem, CourtQuery>({
    mutationFn: (query) => request<CourtAnswer>("/sessions/search", { query }),
    onMutate(query) {
      setAsked(query);
      form.setFields(fields.map((name) => ({ name, errors: [] })));
    },
    onError: problems.show,
  });
  return (
    <div className="court">
      <Alert type="info" showIcon title={t("court.law")} description={t("court.lawHint")} />
      <section className="panel court-form" aria-label={t("court.tab")}>
        <ProblemNotice error={search.error} others={problems.others} />
        <Form<CourtForm>
          form={form}
          layout="vertical"
          initialValues={{ zone: "brasilia" }}
          onFinish={(values) => search.mutate(courtQuery(values))}
        >
          <Fields />
          <Button
            type="primary"
            htmlType="submit"
            icon={<SearchOutlined />}
            loading={search.isPending}
          >
            {t("court.search")}
          </Button>
        </Form>
      </section>
      {asked !== undefined && search.data !== undefined && (
        <CourtFindings asked={asked} answer={search.data} />
      )}
    </div>
  );
}

function Fields() {
  const { t } = useTranslation();
  const needed = (message: string) => [{ required: true, message }];
  return (
    <div className="form-row">
      <Form.Item
        className="w4"
        name="ip"
        label={t("court.ip")}
        rules={needed(t("court.ipMissing"))}
      >
        <Input autoComplete="off" className="code" maxLength={45} autoFocus />
      </Form.Item>
      <Form.Item className="w2" name="port" label={t("court.port")} tooltip={t("court.portHint")}>
        <InputNumber min={1} max={65_535} precision={0} className="full" />
      </Form.Item>
      <DayItem className="w2" name="on" label={t("court.on")} isRequired />
      <Form.Item
        className="w2"
        name="time"
        label={t("court.time")}
        rules={[{ required: true, pattern: timePattern, message: t("court.timeMissing") }]}
        validateTrigger="onBlur"
      >
        <Input autoComplete="off" maxLength={8} placeholder="00:00:00" className="number" />
      </Form.Item>
      <Form.Item className="w2" name="zone" label={t("court.zone")}>
        <Select
          popupMatchSelectWidth={false}
          options={Object.keys(zones).map((value) => ({
            value,
            label: t(`court.zones.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("court.reason")}
        extra={t("court.reasonHint")}
        rules={[
          ...needed(t("court.reasonMissing")),
          { min: shortestReason, message: t("problem.field.tooShort", { count: shortestReason }) },
        ]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </div>
  );
}
