import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { ProblemNotice } from "../ProblemNotice.tsx";

type Props<Read> = {
  readonly mayEdit: boolean;
  readonly readPath: string;
  /** Is there anything to edit yet? */
  readonly isReady?: (read: Read) => boolean;
  /** The form, which may be loaded now; it begins with what was read. */
  readonly form: (read: Read, end: () => void) => ReactNode;
  /** As it is read, until Editar. */
  readonly children: ReactNode;
};

/** Something that is read until Editar, and then edited as it stands at that moment (C3, C45). */
export function Editor<Read>(props: Props<Read>) {
  const { mayEdit, readPath, isReady = () => true, form, children } = props;
  const { t } = useTranslation();
  const present = useMutation({ mutationFn: () => request<Read>(readPath) });
  const { data } = present;
  if (data !== undefined && isReady(data))
    return <Suspense fallback={<Skeleton active />}>{form(data, present.reset)}</Suspense>;
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
