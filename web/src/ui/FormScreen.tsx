import type { FormInstance } from "antd";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { FieldProblem } from "../api/problem.ts";
import { isLeave, isSave, useKey } from "./keys.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { useUnsaved } from "./unsaved.ts";
import { useFirstField } from "./use-first-field.ts";
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
  const navigate = useNavigate();
  const first = useFirstField();
  useUnsaved({ isChanged: props.draft.has, drop: props.draft.drop });
  const leave = () => void navigate(props.leaveTo);
  useKey(isSave, () => form.submit());
  useKey(isLeave, leave);
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
