import { Button, Form } from "antd";
import { type ReactNode, useEffect, useRef, useState, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { isLeave, isSave, useKey } from "../../ui/keys.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useConfirmLeave } from "../../ui/use-confirm-leave.ts";
import { useSaid } from "../../ui/use-said.ts";
import type { TabWords } from "./edit-words.ts";
import type { TabValues } from "./tab-changes.ts";
import { type EditedTab, useTabSave } from "./use-tab-save.ts";

const ConflictDialog = lazy(async () => ({
  default: (await import("./ConflictDialog.tsx")).ConflictDialog,
}));

type Props = {
  readonly subscription: Subscription;
  readonly tab: EditedTab;
  readonly permission?: string;
  readonly warning?: ReactNode;
  /** The tab as it is read. */
  readonly children: ReactNode;
  readonly fields: (present: Subscription) => ReactNode;
  readonly toForm: (subscription: Subscription) => TabValues;
  readonly words: TabWords;
};

/** A tab that is read until Editar, and saved apart from the others under its own version (C45). */
export function TabEditor(props: Props) {
  const { subscription, tab, permission = "subscriptions.write", children } = props;
  const { t } = useTranslation();
  const mayEdit = useMay(permission) && subscription.list !== "cancelled";
  const [read, setRead] = useState<Subscription>();
  const begin = async () =>
    setRead(await request<Subscription>(`/subscriptions/${subscription.id}`));
  if (read !== undefined && read.etags?.[tab] !== undefined)
    return <EditForm {...props} read={read} onEnd={() => setRead(undefined)} />;
  return (
    <>
      {mayEdit && (
        <div className="tab-actions">
          <Button onClick={() => void begin()}>{t("tab.edit")}</Button>
        </div>
      )}
      {children}
    </>
  );
}

type FormProps = Props & { readonly read: Subscription; readonly onEnd: () => void };

function EditForm({ read, onEnd, ...props }: FormProps) {
  const { tab, fields, toForm, words, warning } = props;
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<TabValues>();
  const onSaved = () => {
    said(t("tab.saved", { tab: t(`tab.${tab}`) }));
    onEnd();
  };
  const edit = useTabSave({ form, tab, read, toForm, onSaved });
  const { save, problems, met } = edit;
  const leave = useConfirmLeave(() => edit.changes().length > 0, onEnd);
  const box = useFirstField();
  useKey((event) => isSave(event) && met === undefined, form.submit);
  useKey(isLeave, leave);
  return (
    <div ref={box}>
      <Form<TabValues>
        form={form}
        layout="vertical"
        initialValues={toForm(read)}
        onFinish={edit.submit}
        className="tab-form"
      >
        {warning}
        {save.error?.status !== 412 && (
          <ProblemNotice error={save.error} others={problems.others} />
        )}
        <div className="form-row">{fields(read)}</div>
        <div className="tab-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t("form.save")}
          </Button>
          <Button onClick={leave}>{t("form.leave")}</Button>
        </div>
      </Form>
      {met !== undefined && (
        <Suspense>
          <ConflictDialog {...met} words={words} onSettle={edit.settle} onBack={edit.back} />
        </Suspense>
      )}
    </div>
  );
}

const soonMs = 30;

/** Editar is pressed to type at once, as soon as no field is still being loaded. */
function useFirstField() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: number | undefined;
    const focus = () => {
      // Who is in a field already is not taken out of it.
      if (box.current?.contains(document.activeElement) === true) return;
      const field = (which: string) => box.current?.querySelector<HTMLElement>(`input${which}`);
      if (field("[data-loading]")) timer = window.setTimeout(focus, soonMs);
      else field(":not([type=radio]):not([disabled])")?.focus();
    };
    focus();
    return () => window.clearTimeout(timer);
  }, []);
  return box;
}
