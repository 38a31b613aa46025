import { Button } from "antd";
import { setPreferences, usePreferences } from "./preferences.ts";

const names = { "pt-BR": "Português", en: "English" } as const;

/** Offers the other language in its own words, so that it is found by who cannot read this one. */
export function LanguageSwitch() {
  const { language } = usePreferences();
  const other = language === "en" ? "pt-BR" : "en";
  return (
    <Button
      type="link"
      size="small"
      lang={other}
      onClick={() => setPreferences({ language: other })}
    >
      {names[other]}
    </Button>
  );
}
