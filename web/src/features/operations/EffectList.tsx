import { useTranslation } from "react-i18next";
import type { Effect, Preview } from "../../api/previews.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { Money } from "../../ui/Money.tsx";
import { type ActionGroup, centsOf, commonDetail, groupEffects } from "./effect-groups.ts";
import type { OrderForm } from "./order.ts";
import { useMainSentence, useTarget } from "./use-sentences.ts";
import { listed, useSay } from "./use-say.ts";

type Props = {
  readonly preview: Preview;
  readonly subscription: Subscription;
  readonly to: OrderForm;
};

/** The effects in plain sentences, grouped by what happens, each group with its items to open. */
export function EffectList({ preview, subscription, to }: Props) {
  const { items, money } = groupEffects(preview.effects);
  const target = useTarget(preview, to);
  const sentence = useMainSentence(preview, subscription, target);
  return (
    <div className="effects">
      <p className="effect-main">{sentence}</p>
      {items.map((group) => (
        <ItemGroup key={group.action} group={group} operation={preview.operation} target={target} />
      ))}
      {money.length > 0 && <MoneyEffects effects={money} />}
    </div>
  );
}

type GroupProps = {
  readonly group: ActionGroup;
  readonly operation: string;
  readonly target: string;
};

function ItemGroup({ group, operation, target }: GroupProps) {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const things = listed(
    group.kinds.map(({ kind, effects }) => t(`item.count.${kind}`, { count: effects.length })),
    i18n.language,
  );
  const byOperation = `preview.items.${group.action}.${operation}`;
  const key = i18n.exists(byOperation, { count: 1 })
    ? byOperation
    : `preview.items.${group.action}.any`;
  return (
    <div className="effect-group">
      <p className="effect-lead">{t(key, { count: group.count, things, target })}</p>
      {group.kinds.map((kindGroup) => {
        const { kind, effects } = kindGroup;
        const common = commonDetail(kindGroup);
        return (
          <details key={kind} className="effect-kind">
            <summary>
              <span className="effect-kind-name">{t(`item.kind.${kind}`, kind)}</span>{" "}
              <span className="number">({effects.length})</span>
              {common !== "" && <span>: {say.details(common).join("; ")}</span>}
            </summary>
            <ul>
              {effects.map((effect) => (
                <ItemEffect key={effect.itemId} effect={effect} isTold={common !== ""} />
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}

function ItemEffect({ effect, isTold }: { readonly effect: Effect; readonly isTold: boolean }) {
  const say = useSay();
  return (
    <li>
      <span className="code">{effect.itemName}</span>
      {!isTold && effect.detail !== "" && (
        <span className="soft"> – {say.details(effect.detail).join("; ")}</span>
      )}
    </li>
  );
}

function MoneyEffects({ effects }: { readonly effects: readonly Effect[] }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <dl className="effect-money" aria-label={t("preview.money")}>
      {effects.map((effect) => (
        <div key={`${effect.action}${effect.detail}`}>
          <dt>
            <strong>{t(`preview.moneyKind.${effect.action}`, effect.action)}</strong>
            <span className="soft">{say.details(effect.detail).join("; ")}</span>
          </dt>
          <dd>
            <Money cents={centsOf(effect)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
