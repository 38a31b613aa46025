import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";

type Props = { readonly customerId: string; readonly businessUnitId: string };

/** Abater das faturas: the credit pays what is open, the first due first. */
export function UseCredit({ customerId, businessUnitId }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const use = useSubmit<{ readonly businessUnitId: string }, object>({
    path: `/customers/${customerId}/credit-uses`,
    refresh: ["customers", "invoices", "statement"],
    onDone: () => said(t("credit.used")),
  });
  return (
    <>
      <ProblemNotice error={use.error} />
      <Popconfirm
        title={t("credit.use")}
        description={t("credit.useHint")}
        okText={t("credit.useIt")}
        cancelText={t("form.leave")}
        onConfirm={() => use.mutate({ businessUnitId })}
      >
        <Button loading={use.isPending}>{t("credit.use")}</Button>
      </Popconfirm>
    </>
  );
}
