import { Alert, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { hostingRoots } from "../../api/hosting.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { ReasonDialog } from "../../ui/ReasonDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { type ItemTaskProps, itemsOf } from "./hosting-task.ts";

/** Desativar o Domínio (C95): asks why, which the trail keeps. */
export function DeactivateDomain({ item, onClose }: ItemTaskProps) {
  const { t } = useTranslation();
  const name = toUnicode(item.name);
  return (
    <ReasonDialog
      path={`/domains/${item.id}/deactivate`}
      refresh={hostingRoots}
      title={t("hosting.deactivateTitle", { name })}
      okText={t("hosting.deactivate")}
      hint={t("hosting.deactivateHint")}
      done={t("hosting.deactivated", { name })}
      onEnd={onClose}
    />
  );
}

/** Ativar o Domínio (C95). */
export function ActivateDomain({ item, onClose }: ItemTaskProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<object>();
  const said = useSaid();
  const name = toUnicode(item.name);
  const save = useSubmit<object, object>({
    path: `/domains/${item.id}/activate`,
    refresh: hostingRoots,
    onDone: () => {
      said(t("hosting.activated", { name }));
      onClose();
    },
  });
  return (
    <FormDialog<object>
      title={t("hosting.activateTitle", { name })}
      okText={t("hosting.activate")}
      hint={t("hosting.activateHint")}
      form={form}
      error={save.error}
      others={[]}
      isSaving={save.isPending}
      onSave={() => save.mutate({})}
      onClose={onClose}
    >
      <ReadOnlyField label={t("hosting.domainName")} value={name} />
    </FormDialog>
  );
}

type DeleteForm = { readonly reason: string; readonly confirm: string };

/** Apagar o Domínio (C95): says what goes with it, and asks for its name to be typed. */
export function DeleteDomain({ item, subscription, onClose }: ItemTaskProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<DeleteForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const name = toUnicode(item.name);
  const save = useSubmit<object, undefined>({
    path: `/domains/${item.id}`,
    method: "DELETE",
    refresh: hostingRoots,
    onDone: () => {
      said(t("hosting.domainDeleted", { name }));
      onClose();
    },
    onProblem: problems.show,
  });
  const isName = (text: string) => [name, item.name].includes(text.trim().toLowerCase());
  const below = itemsOf(subscription).filter(({ parentId }) => parentId === item.id);
  return (
    <FormDialog<DeleteForm>
      title={t("hosting.deleteTitle", { name })}
      okText={t("hosting.delete")}
      form={form}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={({ reason }) => save.mutate({ reason })}
      onClose={onClose}
    >
      <Alert
        className="form-note"
        type="warning"
        showIcon
        title={t("hosting.deleteWarning", { count: below.length })}
        description={t("hosting.deleteGrace")}
      />
      {below.length > 0 && (
        <ul className="hosting-below">
          {below.map(({ id, kind, name: called }) => (
            <li key={id}>
              {t(`item.kind.${kind}`)}: <span className="code">{toUnicode(called)}</span>
            </li>
          ))}
        </ul>
      )}
      <Form.Item
        name="reason"
        label={t("reason.label")}
        rules={[{ required: true, whitespace: true, message: t("reason.missing") }]}
      >
        <Input.TextArea rows={2} maxLength={255} showCount />
      </Form.Item>
      <Form.Item
        name="confirm"
        label={t("hosting.confirmName", { name })}
        rules={[
          {
            required: true,
            validator: (_, text = "") =>
              isName(text)
                ? Promise.resolve()
                : Promise.reject(new Error(t("hosting.confirmWrong", { name }))),
          },
        ]}
      >
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
    </FormDialog>
  );
}
