import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { codeKey } from "../../api/problem-words.ts";
import type { MovePreview } from "../../api/hosting.ts";
import { toUnicode } from "../../ui/punycode.ts";
import { listed } from "../operations/use-say.ts";
import "../operations/operations.css";

const order = ["domain", "mailbox", "ftp-user", "database", "dns-host"];

/** In plain sentences: what goes along, what becomes of the passwords, and what stands against it (C99). */
export function MoveEffects({ preview }: { readonly preview: MovePreview }) {
  const { t, i18n } = useTranslation();
  const { items, conflicts, hasNewPasswords } = preview;
  const groups = Object.groupBy(items, ({ kind }) => kind);
  const kinds = Object.keys(groups).toSorted(
    (one, other) => order.indexOf(one) - order.indexOf(other),
  );
  const things = kinds.map((kind) => t(`item.count.${kind}`, { count: groups[kind]?.length ?? 0 }));
  return (
    <section className="effects" aria-label={t("hosting.moveEffects")} aria-live="polite">
      {conflicts.map(({ code, detail }) => (
        <Conflict key={`${code}${detail}`} code={code} detail={detail} />
      ))}
      <p className="effect-main">
        {t("hosting.moveMain", { things: listed(things, i18n.language) })}
      </p>
      <ul className="hosting-below">
        {kinds.flatMap((kind) =>
          (groups[kind] ?? []).map(({ id, name }) => (
            <li key={id}>
              {t(`item.kind.${kind}`, kind)}: <span className="code">{toUnicode(name)}</span>
            </li>
          )),
        )}
      </ul>
      <p className="soft">
        {t(hasNewPasswords ? "hosting.moveNewPasswords" : "hosting.moveSamePasswords")}
      </p>
    </section>
  );
}

/** What stands against it, and what can be done about it. */
function Conflict({ code, detail }: { readonly code: string; readonly detail: string }) {
  const { t, i18n } = useTranslation();
  const name = code.replaceAll(".", "_");
  const match =
    /^(?<count>\d+) more .* than the (?<limit>\d+) of the plan, with (?<present>\d+)/.exec(detail);
  const key = [`hosting.conflict.${name}`, codeKey(code)].find((one) => i18n.exists(one));
  const todo = `hosting.todo.${name}`;
  return (
    <Alert
      className="form-note"
      type="error"
      showIcon
      title={key === undefined ? detail : t(key, { ...match?.groups })}
      {...(i18n.exists(todo) && { description: t(todo) })}
    />
  );
}
