import { DeleteOutlined } from "@ant-design/icons";
import { Alert, Button, Modal, Table, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useList } from "../../api/lists.ts";
import { useMay } from "../../app/session.tsx";
import { Instant } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useRemove } from "../../ui/use-remove.ts";
import { NewToken } from "./NewToken.tsx";
import type { ApiToken, Operator } from "./staff.ts";

type Props = { readonly operator: Operator; readonly onClose: () => void };

/** Tokens of scripts that act as this operator; each is told once, when it is made. */
export function ApiTokens({ operator, onClose }: Props) {
  const { t } = useTranslation();
  const name = `operators/${operator.id}/api-tokens`;
  const [made, setMade] = useState<string>();
  const mayWrite = useMay("operators.write");
  return (
    <Modal
      open
      title={t("staff.tokensOf", { name: operator.name })}
      width={640}
      footer={<Button onClick={onClose}>{t("form.leave")}</Button>}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {made !== undefined && <MadeToken token={made} />}
      {mayWrite && <NewToken name={name} onMade={setMade} />}
      <TokenTable name={name} mayWrite={mayWrite} />
    </Modal>
  );
}

function MadeToken({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      className="notice"
      title={t("staff.tokenOnce")}
      description={
        <Typography.Text code copyable>
          {token}
        </Typography.Text>
      }
    />
  );
}

function TokenTable({ name, mayWrite }: { readonly name: string; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const tokens = useList<ApiToken>(name);
  const remove = useRemove(name);
  return (
    <>
      <ProblemNotice error={tokens.error} onRetry={() => void tokens.refetch()} />
      <Table<ApiToken>
        rowKey="id"
        size="small"
        loading={tokens.isPending}
        pagination={false}
        dataSource={[...(tokens.data ?? [])]}
        locale={{ emptyText: <EmptyState title={t("staff.noTokens")} /> }}
        columns={[
          { title: t("list.name"), dataIndex: "name" },
          {
            title: t("staff.tokenMade"),
            key: "made",
            render: (_, { createdAt }) => <Instant at={createdAt} />,
          },
          {
            title: t("staff.tokenEnds"),
            key: "ends",
            render: (_, { expiresAt }) =>
              expiresAt === null ? t("staff.never") : <Instant at={expiresAt} />,
          },
          {
            key: "acts",
            width: 50,
            render: (_, token) =>
              mayWrite && (
                <Button
                  type="text"
                  size="small"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={t("list.remove", { name: token.name })}
                  onClick={() => remove(token.id, undefined, token.name)}
                />
              ),
          },
        ]}
      />
    </>
  );
}
