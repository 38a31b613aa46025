import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, type FormInstance, Modal, Table, type TableColumnsType } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Query } from "../api/client.ts";
import { useList } from "../api/lists.ts";
import { useSubmit } from "../api/use-submit.ts";
import { useMay } from "../app/session.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { isSave, useKey } from "./keys.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { useFieldProblems } from "./use-field-problems.ts";
import { useSaid } from "./use-said.ts";

type Entry = { readonly id?: string };

export type ListScreenProps<T extends Entry> = {
  /** The resource's name in the API. */
  readonly name: string;
  readonly query?: Query;
  readonly columns: TableColumnsType<T>;
  readonly rowKey?: string;
  /** Without a form the list can only be read. */
  readonly create?: {
    readonly title: string;
    /** Who lacks it can only read. */
    readonly permission: string;
    readonly initial: object;
    readonly fields: (form: FormInstance) => ReactNode;
    readonly toBody?: (values: never) => object;
    readonly width?: number;
  };
};

/** A short list of the catalogue with its "new" dialog: most settings are one of these. */
export function ListScreen<T extends Entry>(props: ListScreenProps<T>) {
  const { name, query = {}, columns, rowKey = "id" } = props;
  const { t } = useTranslation();
  const create = useAllowed(props.create);
  const [isOpen, setOpen] = useState(false);
  const list = useList<T>(name, query);
  return (
    <>
      {create !== undefined && (
        <div className="page-head">
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
            {create.title}
          </Button>
        </div>
      )}
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      <div className="panel">
        <Table<T>
          rowKey={rowKey}
          size="small"
          columns={columns}
          dataSource={[...(list.data ?? [])]}
          loading={list.isPending}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          locale={{
            emptyText: (
              <EmptyState
                title={t("list.empty")}
                {...(create === undefined ? {} : { hint: t("list.emptyHint") })}
              />
            ),
          }}
        />
      </div>
      {create !== undefined && isOpen && (
        <CreateDialog name={name} create={create} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

function useAllowed<Create extends { readonly permission: string }>(create: Create | undefined) {
  const mayCreate = useMay(create?.permission ?? "");
  return mayCreate ? create : undefined;
}

type DialogProps = {
  readonly name: string;
  readonly create: NonNullable<ListScreenProps<Entry>["create"]>;
  readonly onClose: () => void;
};

function CreateDialog({ name, create, onClose }: DialogProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm();
  const problems = useFieldProblems(form);
  const save = useSubmit<object, object>({
    path: `/${name}`,
    refresh: [name],
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem: problems.show,
  });
  useKey(isSave, () => form.submit());
  const { toBody = (values: never) => values } = create;
  return (
    <Modal
      open
      title={create.title}
      width={create.width ?? 520}
      okText={t("form.save")}
      cancelText={t("form.leave")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      style={{ top: 28 }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={create.initial}
        onFinish={(values) => save.mutate(toBody(values as never))}
      >
        <ProblemNotice error={save.error} others={problems.others} />
        {create.fields(form)}
      </Form>
    </Modal>
  );
}
