import { Form, type FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { connects, type Plan } from "../../api/catalogue.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { AccessFields } from "../operations/OperateFields.tsx";
import { asksLogin, type PlanForm } from "./plan-form.ts";

type Props = { readonly form: FormInstance<PlanForm>; readonly plan: Plan | undefined };

/** Tab Login / Salvar: login fields for an enabled connection plan (C41), otherwise only the saving (C42). */
export function LoginFields({ form, plan }: Props) {
  const { t } = useTranslation();
  const status = Form.useWatch("status", form);
  if (asksLogin(plan, status)) return <AccessFields />;
  return (
    <EmptyState
      title={t("access.notAsked")}
      hint={t(
        plan !== undefined && !connects(plan.kind) ? "access.planHasNone" : "access.notEnabled",
      )}
    />
  );
}
