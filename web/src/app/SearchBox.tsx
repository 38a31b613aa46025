import { LoadingOutlined, SearchOutlined } from "@ant-design/icons";
import { AutoComplete, Input, type InputRef, type RefSelectProps } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isSlash, useKey } from "../ui/keys.ts";
import { ProblemNotice } from "../ui/ProblemNotice.tsx";
import { useSearchOptions } from "./search-options.tsx";

/** Finds a customer by whatever the caller says first; empty, it offers the last ten. */
export function SearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const box = useRef<RefSelectProps & Partial<InputRef>>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const { options, isSearching, isEmpty, error } = useSearchOptions(text);
  useKey(isSlash, () => box.current?.focus());
  const choose = (path: string) => {
    setText("");
    setOpen(false);
    box.current?.blur();
    void navigate(path);
  };
  // The list would take Tab for a choice; it only leads on, past whatever is offered.
  const pass = (event: KeyboardEvent) => {
    if (event.key !== "Tab") return;
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <search className="frame-search" onKeyDownCapture={pass}>
      <AutoComplete
        ref={box}
        value={text}
        options={options}
        open={isOpen && (options.length > 0 || isEmpty || error !== null)}
        onOpenChange={setOpen}
        onFocus={() => setOpen(true)}
        onSelect={choose}
        defaultActiveFirstOption
        popupMatchSelectWidth={620}
        listHeight={420}
        onChange={(value: string) => {
          if (value.startsWith("/customers/")) return;
          setText(value);
          setOpen(true);
        }}
        notFoundContent={
          isEmpty ? <Nothing text={text.trim()} /> : error && <ProblemNotice error={error} />
        }
      >
        <Input
          prefix={isSearching ? <LoadingOutlined /> : <SearchOutlined />}
          suffix={<kbd className="frame-kbd">/</kbd>}
          placeholder={t("search.hint")}
          aria-label={t("search.label")}
        />
      </AutoComplete>
      <span className="unseen" role="status">
        {isEmpty && t("search.nothing", { text: text.trim() })}
      </span>
    </search>
  );
}

function Nothing({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <div className="search-nothing">
      <strong>{t("search.nothing", { text })}</strong>
      <span>{t("search.tryWords")}</span>
      <span>{t("search.tryNumbers")}</span>
    </div>
  );
}
