import { Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Engine, hostingRoots } from "../../api/hosting.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { DatabaseAccount, type ToldDatabase } from "./DatabaseAccount.tsx";
import { DomainChoice, firstDomain } from "./DomainChoice.tsx";
import { ServerItem } from "./DomainTabs.tsx";
import type { HostingTaskProps } from "./hosting-task.ts";

type DatabaseForm = {
  readonly domainId?: string;
  readonly engine: Engine;
  readonly serverId?: string;
  readonly name: string;
};

/** Cadastrar and Acrescentar Novo Banco de Dados (C97): its user and password are made with it (D14). */
export function NewDatabase(props: HostingTaskProps) {
  const { subscription, item, onClose } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<DatabaseForm>();
  const domainId = Form.useWatch<string | undefined>("domainId", form);
  const problems = useFieldProblems(form);
  const [made, setMade] = useState<ToldDatabase>();
  const save = useSubmit<object, ToldDatabase>({
    path: `/domains/${domainId ?? ""}/databases`,
    refresh: hostingRoots,
    onDone: setMade,
    onProblem: problems.show,
  });
  if (made !== undefined) {
    const title = t("hosting.databaseCreated", { name: made.name });
    return <DatabaseAccount title={title} told={made} onClose={onClose} />;
  }
  return (
    <FormDialog<DatabaseForm>
      title={t(item === undefined ? "menu.new-database" : "menu.add-database")}
      form={form}
      initial={{ domainId: firstDomain(props), engine: "mariadb", name: "" }}
      width={680}
      hint={t("hosting.databaseHint")}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={({ engine, serverId, name }) => save.mutate({ engine, serverId, name })}
      onClose={onClose}
    >
      <div className="form-row">
        <DomainChoice subscription={subscription} />
        <Form.Item className="w6" name="engine" label={t("hosting.engine")}>
          <Radio.Group
            options={(["mariadb", "postgresql"] as const).map((value) => ({
              value,
              label: t(`hosting.engines.${value}`),
            }))}
          />
        </Form.Item>
        <ServerItem name="serverId" kind="database" label={t("hosting.databaseServer")} />
        <Form.Item
          name="name"
          label={t("hosting.databaseName")}
          extra={t("hosting.databaseNameHint")}
          normalize={(text: string) => text.toLowerCase().trim()}
          rules={[
            { required: true, message: t("hosting.databaseNameMissing") },
            { pattern: /^[a-z][a-z0-9_]{1,47}$/, message: t("hosting.databaseNameWrong") },
          ]}
        >
          <Input autoFocus autoComplete="off" spellCheck={false} maxLength={48} />
        </Form.Item>
      </div>
    </FormDialog>
  );
}
