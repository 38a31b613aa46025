import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskedValue } from "./AskedValue.tsx";
import { linesOf } from "./field-words.ts";
import { askedFields } from "./trail.ts";

type Props = { readonly asked: unknown; readonly isOpen?: boolean };

/** What was asked, to unfold; passwords were never kept. */
export function Asked({ asked, isOpen = false }: Props) {
  const { t, i18n } = useTranslation();
  // Names are asked for only when somebody looks.
  const [isUnfolded, setIsUnfolded] = useState(isOpen);
  const lines = linesOf(askedFields(asked));
  if (lines.length === 0) return null;
  const titleOf = (name: string) =>
    i18n.exists(`history.field.${name}`) ? t(`history.field.${name}`) : name;
  return (
    <details
      className="asked"
      open={isUnfolded}
      onToggle={({ currentTarget }) => setIsUnfolded(currentTarget.open)}
    >
      <summary>{t("history.asked")}</summary>
      {isUnfolded && (
        <dl>
          {lines.map(({ name, values }, at) => (
            <div key={`${at} ${name}`}>
              <dt>{titleOf(name)}</dt>
              {values.map((value, place) => (
                <dd key={`${place} ${value.text}`}>
                  <AskedValue value={value} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}
