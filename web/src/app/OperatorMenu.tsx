import { MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Avatar, Button, Dropdown, Tooltip } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { setPreferences, usePreferences } from "./preferences.ts";
import { useSession } from "./session.tsx";

const OwnPassword = lazy(async () => ({
  default: (await import("../features/staff/OwnPassword.tsx")).OwnPassword,
}));

/** Who is signed in, the theme, the language and the way out. */
export function OperatorMenu() {
  const { t } = useTranslation();
  const { state, leave } = useSession();
  const { theme, language } = usePreferences();
  const name =
    state.kind === "signed-in" || state.kind === "expired" ? state.session.operator.name : "";
  const [isChanging, setChanging] = useState(false);
  const otherTheme = theme === "dark" ? "light" : "dark";
  const themeLabel = t(`app.theme.${otherTheme}`);
  const items = [
    { key: "language", label: language === "en" ? "Português (Brasil)" : "English" },
    { key: "password", label: t("staff.ownPassword") },
    { type: "divider" as const },
    { key: "leave", label: t("session.leave") },
  ];
  const choose = ({ key }: { key: string }) => {
    if (key === "language") setPreferences({ language: language === "en" ? "pt-BR" : "en" });
    if (key === "password") setChanging(true);
    if (key === "leave") void leave();
  };
  return (
    <div className="actions">
      <Tooltip title={themeLabel}>
        <Button
          type="text"
          aria-label={themeLabel}
          icon={theme === "dark" ? <SunOutlined /> : <MoonOutlined />}
          onClick={() => setPreferences({ theme: otherTheme })}
        />
      </Tooltip>
      <Dropdown menu={{ items, onClick: choose }} trigger={["click"]} placement="bottomRight">
        <Button type="text" className="frame-operator" aria-label={t("app.operatorMenu", { name })}>
          <Avatar size={24} className="frame-avatar">
            {initials(name)}
          </Avatar>
          <span className="frame-operator-name">{name}</span>
        </Button>
      </Dropdown>
      <Suspense>{isChanging && <OwnPassword onClose={() => setChanging(false)} />}</Suspense>
    </div>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => word?.[0] ?? "")
    .join("")
    .toUpperCase();
}
