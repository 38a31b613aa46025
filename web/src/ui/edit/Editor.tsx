import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { ProblemNotice } from "../ProblemNotice.tsx";
import { EditForm, type EditProps } from "./EditForm.tsx";

type Props<Read> = EditProps<Read> & {
  readonly mayEdit: boolean;
  /** As it is read, until Editar. */
  readonly children: ReactNode;
};

/** Something that is read until Editar, and then edited as it stands at that moment (C3, C45). */
export function Editor<Read>({ mayEdit, children, ...edit }: Props<Read>) {
  const { t } = useTranslation();
  const present = useMutation({ mutationFn: () => request<Read>(edit.readPath) });
  const { data } = present;
  if (data !== undefined && edit.tagOf(data) !== undefined)
    return <EditForm<Read> {...edit} read={data} onEnd={present.reset} />;
  return (
    <>
      {mayEdit && (
        <div className="tab-actions">
          <Button loading={present.isPending} onClick={() => present.mutate()}>
            {t("tab.edit")}
          </Button>
        </div>
      )}
      <ProblemNotice error={present.error} />
      {data !== undefined && (
        <Alert className="form-note" type="warning" showIcon title={t("tab.notYet")} />
      )}
      {children}
    </>
  );
}
