import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../app/preferences.ts";

const i18n = createInstance();

const texts: Readonly<Record<Language, () => Promise<object>>> = {
  "pt-BR": async () => (await import("./pt-BR.json")).default,
  en: async () => (await import("./en.json")).default,
};

/** Loads a language's texts and switches to it. */
export async function speak(language: Language): Promise<void> {
  if (!i18n.isInitialized) {
    await i18n.use(initReactI18next).init({
      lng: language,
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }
  if (!i18n.hasResourceBundle(language, "translation")) {
    i18n.addResourceBundle(language, "translation", await texts[language]());
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}
