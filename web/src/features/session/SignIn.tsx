import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "../../app/LanguageSwitch.tsx";
import { useSession } from "../../app/session.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { SignInForm } from "./SignInForm.tsx";
import "./sign-in.css";

/** The first screen (C1). */
export function SignIn() {
  const { entered } = useSession();
  const { t } = useTranslation();
  return (
    <main className="sign-in">
      <section className="sign-in-card" aria-labelledby="sign-in-title">
        <header className="sign-in-head">
          <Logo size={40} />
          <div>
            <h1 id="sign-in-title">{t("app.name")}</h1>
            <p>{t("app.claim")}</p>
          </div>
        </header>
        <SignInForm onDone={entered} />
        <footer className="sign-in-foot">
          <LanguageSwitch />
        </footer>
      </section>
    </main>
  );
}
