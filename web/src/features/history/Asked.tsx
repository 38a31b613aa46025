import { useTranslation } from "react-i18next";
import { askedFields } from "./trail.ts";

// The gateway writes this in the place of every secret before anything is kept.
const hidden = "[secret]";

type Props = { readonly asked: unknown; readonly isOpen?: boolean };

/** What was asked, to unfold; passwords were never kept. */
export function Asked({ asked, isOpen = false }: Props) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const fields = askedFields(asked);
  if (fields.length === 0) return null;
  const answers: Readonly<Record<string, string>> = { true: t("form.yes"), false: t("form.no") };
  const said = (value: string) => answers[value] ?? value;
  return (
    <details className="asked" open={isOpen}>
      <summary>{t("history.asked")}</summary>
      <dl>
        {fields.map(({ name, value }) => (
          <div key={name}>
            <dt>{nameOf(name)}</dt>
            <dd>{value === hidden ? <em>{t("history.secret")}</em> : said(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** A field by its title where the console has one, else by its name in the API. */
function useFieldName(): (path: string) => string {
  const { t, i18n } = useTranslation();
  return (path) => {
    const last = path.split(".").at(-1) ?? path;
    return i18n.exists(`history.field.${last}`) ? t(`history.field.${last}`) : path;
  };
}
