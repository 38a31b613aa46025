import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { type Credentials, type Session, signIn } from "../../api/session.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

type Props = { readonly username?: string; readonly onDone: (session: Session) => void };

/** User, password, Entrar; asks for the second factor when the server wants one. */
export function SignInForm({ username, onDone }: Props) {
  const { t } = useTranslation();
  const enter = useMutation<Session, ApiProblem, Credentials>({
    mutationFn: signIn,
    onSuccess: onDone,
  });
  const wantsCode = enter.error?.code.includes("totp") ?? false;
  return (
    <Form<Credentials>
      layout="vertical"
      initialValues={{ username }}
      onFinish={(values) => enter.mutate(values)}
    >
      <Form.Item
        name="username"
        label={t("session.username")}
        rules={[{ required: true, message: t("session.usernameMissing") }]}
      >
        <Input
          autoComplete="username"
          autoFocus={username === undefined}
          disabled={username !== undefined}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("session.password")}
        rules={[{ required: true, message: t("session.passwordMissing") }]}
      >
        <Input.Password autoComplete="current-password" autoFocus={username !== undefined} />
      </Form.Item>
      {wantsCode && (
        <Form.Item name="totp" label={t("session.totp")}>
          <Input inputMode="numeric" autoComplete="one-time-code" autoFocus />
        </Form.Item>
      )}
      <SignInProblem error={enter.error} />
      <Button type="primary" htmlType="submit" block loading={enter.isPending}>
        {t("session.enter")}
      </Button>
    </Form>
  );
}

function SignInProblem({ error }: { readonly error: ApiProblem | null }) {
  const { t } = useTranslation();
  if (error === null) return null;
  return (
    <ProblemNotice
      error={error}
      {...(error.status === 401 ? { title: t("session.refused") } : {})}
    />
  );
}
