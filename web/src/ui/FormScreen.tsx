import { App, type FormInstance } from "antd";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker, useNavigate } from "react-router";
import type { FieldProblem } from "../api/problem.ts";
import { isLeave, isSave, useKey } from "./keys.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import "./form-screen.css";

type Props = {
  readonly title: string;
  readonly form: FormInstance;
  readonly draft: { readonly has: () => boolean; readonly drop: () => void };
  readonly error: Error | null;
  readonly others: readonly FieldProblem[];
  readonly leaveTo: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly footer: (leave: () => void) => ReactNode;
};

/** The id of the form on such a screen; the buttons below it stand outside and name it. */
export const screenFormId = "screen-form";

/** A form of its own screen: Ctrl+S saves, Esc asks before it throws away what was typed. */
export function FormScreen(props: Props) {
  const { t } = useTranslation();
  const { title, form, error, others, children, footer, aside } = props;
  const leave = useLeave(props.leaveTo, props.draft);
  const first = useRef<HTMLDivElement>(null);
  useKey(isSave, () => form.submit());
  useKey(isLeave, leave);
  useEffect(() => {
    first.current?.querySelector<HTMLElement>("input:not([type=radio]):not([disabled])")?.focus();
  }, []);
  return (
    <div className="page form-screen">
      <div className="page-head">
        <h1>{title}</h1>
        <span className="grow" />
        <span className="soft">{t("form.mandatoryNote")}</span>
      </div>
      <ProblemNotice error={error} others={others} />
      <div
        className={aside === undefined ? "form-screen-body" : "form-screen-body form-screen-two"}
      >
        <div className="panel form-screen-form" ref={first}>
          {children}
        </div>
        {aside}
      </div>
      <footer className="form-screen-foot">
        <div className="actions">{footer(leave)}</div>
        <span className="soft">{t("form.keys")}</span>
      </footer>
    </div>
  );
}

function useLeave(to: string, draft: Props["draft"]): () => void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const blocker = useBlocker(
    ({ nextLocation }) => draft.has() && nextLocation.state?.isSaved !== true,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    modal.confirm({
      title: t("form.leaveTitle"),
      content: t("form.leaveText"),
      okText: t("form.throwAway"),
      okButtonProps: { danger: true },
      cancelText: t("form.keepTyping"),
      autoFocusButton: "cancel",
      onOk: () => {
        draft.drop();
        blocker.proceed();
      },
      onCancel: () => blocker.reset(),
    });
  }, [blocker, draft, modal, t]);
  return useCallback(() => void navigate(to), [navigate, to]);
}
