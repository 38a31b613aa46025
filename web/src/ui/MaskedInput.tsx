import { Input, type InputProps, type InputRef } from "antd";
import { type ChangeEvent, useLayoutEffect, useRef } from "react";
import { caretAfter, type Mask, significantBefore } from "./masks.ts";

type Props = Omit<InputProps, "value" | "onChange"> & {
  readonly mask: Mask;
  readonly value?: string | undefined;
  readonly onChange?: (raw: string) => void;
};

/** A field that shows punctuation and hands on what was typed without it. */
export function MaskedInput({ mask, value = "", onChange, ...rest }: Props) {
  const input = useRef<InputRef>(null);
  const typed = useRef<number>(undefined);
  const text = mask.format(value);

  useLayoutEffect(() => {
    if (typed.current === undefined) return;
    const caret = caretAfter(text, typed.current);
    input.current?.setSelectionRange(caret, caret);
    typed.current = undefined;
  }, [text]);

  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { value: edited, selectionStart } = event.target;
    typed.current = significantBefore(edited, selectionStart ?? edited.length);
    onChange?.(mask.strip(edited));
  };
  return <Input {...rest} ref={input} value={text} onChange={change} />;
}
