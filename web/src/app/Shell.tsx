import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntdApp, ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { ApiProblem } from "../api/problem.ts";
import { speak } from "../i18n/i18n.ts";
import { type Language, usePreferences } from "./preferences.ts";
import { SessionProvider } from "./session.tsx";
import { antdThemeOf, paintPage } from "./theme.ts";

const locales: Readonly<Record<Language, () => Promise<Locale>>> = {
  "pt-BR": async () => (await import("antd/locale/pt_BR")).default,
  en: async () => (await import("antd/locale/en_US")).default,
};

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: isWorthRetrying, refetchOnWindowFocus: true },
  },
});

/** What every screen stands in: theme, language, data and session. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { theme, language } = usePreferences();
  const [locale, setLocale] = useState<Locale>();
  useEffect(() => paintPage(theme), [theme]);
  useEffect(() => {
    void Promise.all([locales[language](), speak(language)]).then(([words]) => setLocale(words));
  }, [language]);
  const config = useMemo(() => antdThemeOf(theme), [theme]);
  if (locale === undefined) return null;
  return (
    <ConfigProvider
      theme={config}
      locale={locale}
      form={{ requiredMark: boldMandatory, scrollToFirstError: true }}
      button={{ autoInsertSpace: false }}
    >
      <AntdApp>
        <QueryClientProvider client={client}>
          <SessionProvider>{children}</SessionProvider>
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}

/** The manual's way to mark what must be filled in (C2). */
function boldMandatory(label: ReactNode, { required }: { required: boolean }) {
  return required ? <strong className="mandatory">{label}</strong> : label;
}

function isWorthRetrying(failures: number, error: Error): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return failures < 2 && (error.status === 0 || error.status >= 502);
}
