import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Server } from "../../api/catalogue.ts";
import { type FtpPermissions, type FtpUser, hostingRoots } from "../../api/hosting.ts";
import { useList } from "../../api/lists.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { PasswordItem } from "../logins/NewLogin.tsx";
import { DomainChoice, firstDomain } from "./DomainChoice.tsx";
import { FtpFields } from "./FtpFields.tsx";
import { domainsOf, type HostingTaskProps } from "./hosting-task.ts";
import { Once } from "./Once.tsx";
import { permissionsOf } from "./PermissionGrid.tsx";

type FtpForm = {
  readonly domainId: string;
  readonly username: string;
  readonly password: string;
  readonly physicalPath: string;
  readonly virtualPath: string;
  readonly permissions: FtpPermissions;
};

const initial = {
  username: "",
  password: "",
  physicalPath: "/",
  virtualPath: "",
  permissions: permissionsOf(() => true),
};

/** Cadastrar Novo Usuário de FTP, and Acrescentar Login do FTP from a domain (C96). */
export function NewFtpUser(props: HostingTaskProps) {
  const { subscription, item, onClose } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<FtpForm>();
  const domainId = Form.useWatch<string | undefined>("domainId", form);
  const problems = useFieldProblems(form);
  const [made, setMade] = useState<FtpForm>();
  const save = useSubmit<Omit<FtpForm, "domainId">, FtpUser>({
    path: `/domains/${domainId ?? ""}/ftp-users`,
    refresh: hostingRoots,
    onDone: (_, body) => setMade({ ...body, domainId: domainId ?? "" }),
    onProblem: problems.show,
  });
  const create = ({ username, password, physicalPath, virtualPath, permissions }: FtpForm) =>
    save.mutate({ username, password, physicalPath, virtualPath, permissions });
  if (made !== undefined) return <Made made={made} {...props} />;
  return (
    <FormDialog<FtpForm>
      title={t(item === undefined ? "menu.new-ftp-user" : "menu.add-ftp-user")}
      form={form}
      initial={{ ...initial, domainId: firstDomain(props) }}
      width={720}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={create}
      onClose={onClose}
    >
      <div className="form-row">
        <DomainChoice subscription={subscription} />
        <Form.Item
          className="w6"
          name="username"
          label={t("hosting.ftpLogin")}
          normalize={(text: string) => text.toLowerCase().trim()}
          rules={[
            { required: true, message: t("hosting.ftpLoginMissing") },
            { pattern: /^[a-z][a-z0-9_.-]{1,31}$/, message: t("hosting.ftpLoginWrong") },
          ]}
        >
          <Input autoFocus autoComplete="off" spellCheck={false} maxLength={32} />
        </Form.Item>
        <div className="w6">
          <PasswordItem />
        </div>
        <FtpFields form={form} />
      </div>
    </FormDialog>
  );
}

/** What the customer types into his FTP program. */
function Made({ made, subscription, onClose }: HostingTaskProps & { readonly made: FtpForm }) {
  const { t } = useTranslation();
  const servers = useList<Server>("servers", { kind: "ftp" });
  const domain = domainsOf(subscription).find(({ id }) => id === made.domainId)?.name ?? "";
  return (
    <Once
      title={t("hosting.ftpCreated", { name: made.username })}
      onClose={onClose}
      facts={[
        { label: t("hosting.ftpServer"), value: servers.data?.[0]?.host ?? domain },
        { label: t("hosting.ftpProtocol"), value: t("hosting.ftpProtocols") },
        { label: t("hosting.ftpLogin"), value: made.username },
        { label: t("access.password"), value: made.password },
      ]}
    />
  );
}
