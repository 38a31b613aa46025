import { Button, Empty, Input, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { aliasesOf, useAliases } from "../../api/mailboxes.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useRemove } from "../../ui/use-remove.ts";

/** Further addresses of a mailbox; each is given and taken at once, apart from the form around it. */
export function Aliases({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const list = useAliases(id);
  const remove = useRemove(aliasesOf(id));
  const add = useSubmit<{ readonly address: string }, object>({
    path: `/${aliasesOf(id)}`,
    refresh: [aliasesOf(id)],
    onDone: () => setAddress(""),
  });
  const items = list.data?.items ?? [];
  const send = () => {
    if (address.trim() !== "") add.mutate({ address: address.trim() });
  };
  return (
    <>
      <p className="soft">{t("mailbox.aliasHint")}</p>
      <ProblemNotice error={list.error ?? add.error} />
      {items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("mailbox.aliasNone")} />
      )}
      <ul className="mail-aliases">
        {items.map(({ address: given }) => (
          <li key={given}>
            <span className="code">{given}</span>
            <Button danger type="text" size="small" onClick={() => remove(given, undefined, given)}>
              {t("mailbox.aliasRemove", { address: given })}
            </Button>
          </li>
        ))}
      </ul>
      <Space.Compact block>
        <Input
          aria-label={t("mailbox.alias")}
          placeholder={t("mailbox.alias")}
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          onPressEnter={(event) => {
            // Enter adds the address; the form around it is saved by its own button.
            event.preventDefault();
            send();
          }}
        />
        <Button loading={add.isPending} onClick={send}>
          {t("mailbox.aliasAdd")}
        </Button>
      </Space.Compact>
    </>
  );
}
