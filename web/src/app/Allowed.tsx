import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useMayAny } from "./session.tsx";

type Props = { readonly permissions: readonly string[]; readonly children: ReactNode };

/** A screen for those whose role has one of these permissions; others are told so. */
export function Allowed({ permissions, children }: Props) {
  const { t } = useTranslation();
  if (useMayAny(permissions)) return children;
  return <EmptyState title={t("app.notAllowed")} hint={t("app.notAllowedHint")} />;
}
