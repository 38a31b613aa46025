import type { PersonType } from "../api/customers.ts";
import { MaskedInput } from "./MaskedInput.tsx";
import { cnpjMask, cpfMask } from "./masks.ts";

type Props = {
  readonly id?: string;
  readonly personType: PersonType;
  readonly value?: string;
  readonly onChange?: (raw: string) => void;
};

/** CPF for a person, CNPJ (letters too) for a company. */
export function DocumentInput({ personType, ...rest }: Props) {
  const isCompany = personType === "company";
  return (
    <MaskedInput
      {...rest}
      mask={isCompany ? cnpjMask : cpfMask}
      inputMode={isCompany ? "text" : "numeric"}
      autoComplete="off"
    />
  );
}
