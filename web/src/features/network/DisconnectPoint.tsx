import { Form, Input, Modal, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { type DisconnectBatch, usePointSessions } from "../../api/connections.ts";
import { isMissing } from "../../api/missing.ts";
import type { RoutingPoint } from "../../api/network.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

type Props = { readonly point: Pick<RoutingPoint, "id" | "name">; readonly onClose: () => void };

/** Disconnects everybody at a routing point, once the operator has typed how many that are (C88). */
export function DisconnectPoint({ point, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ readonly count: string }>();
  const sessions = usePointSessions(point.id);
  const open = sessions.data?.open ?? 0;
  const disconnect = useSubmit<{ readonly confirmCount: number }, object>({
    path: `/routing-points/${point.id}/disconnect`,
    refresh: ["routing-points", "sessions", "logins"],
    onDone: () => form.resetFields(),
    // The number was another one by then: the new one is shown, and asked for again.
    onProblem: () => void sessions.refetch(),
  });
  return (
    <Modal
      open
      width={480}
      title={t("connection.pointTitle", { name: point.name })}
      okText={t("connection.pointGo")}
      okButtonProps={{ danger: true, disabled: open === 0 }}
      cancelText={t("form.leave")}
      confirmLoading={disconnect.isPending}
      // A second click of a double click must not close what the first has opened.
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <ProblemNotice error={disconnect.error ?? sessions.error} />
      <p>
        <b>{open === 0 ? t("connection.nobody") : t("connection.pointCount", { count: open })}</b>
      </p>
      <Form
        form={form}
        layout="vertical"
        onFinish={() => disconnect.mutate({ confirmCount: open })}
      >
        {open > 0 && <CountItem open={open} />}
      </Form>
      {!isMissing(sessions.data?.batch) && <BatchProgress batch={sessions.data.batch} />}
    </Modal>
  );
}

function CountItem({ open }: { readonly open: number }) {
  const { t } = useTranslation();
  const check = (_: unknown, typed: string) =>
    typed === String(open)
      ? Promise.resolve()
      : Promise.reject(new Error(t("connection.confirmWrong", { count: open })));
  return (
    <Form.Item
      name="count"
      label={t("connection.confirmCount")}
      required
      validateTrigger="onSubmit"
      rules={[{ validator: check }]}
    >
      <Input inputMode="numeric" autoComplete="off" autoFocus />
    </Form.Item>
  );
}

function BatchProgress({ batch }: { readonly batch: DisconnectBatch }) {
  const { t } = useTranslation();
  const { sessions, queued, ack, nak, timeout, requestedBy } = batch;
  const done = sessions - queued;
  return (
    <section aria-live="polite">
      <div className="soft">{t("connection.lastBatch", { by: requestedBy })}</div>
      <Progress
        percent={sessions === 0 ? 100 : Math.round((done * 100) / sessions)}
        aria-label={t("connection.progress", { done, all: sessions })}
      />
      <div>{t("connection.progress", { done, all: sessions })}</div>
      <div className="soft">{t("connection.progressParts", { ack, nak, timeout })}</div>
    </section>
  );
}
