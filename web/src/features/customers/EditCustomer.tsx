import { lazy, type ReactNode } from "react";
import type { Customer } from "../../api/customers.ts";
import { useMay } from "../../app/session.tsx";
import { Editor } from "../../ui/edit/Editor.tsx";
import type { Versioned } from "./edit-customer.ts";

const CustomerEditForm = lazy(async () => ({
  default: (await import("./CustomerEditForm.tsx")).CustomerEditForm,
}));

type Props = { readonly customer: Customer; readonly children: ReactNode };

/** Dados Cadastro: read until Editar (C3); another city counts for new plans only (C23). */
export function EditCustomer({ customer: { id }, children }: Props) {
  const mayEdit = useMay("customers.write");
  return (
    <Editor<Versioned>
      mayEdit={mayEdit}
      readPath={`/customers/${id}`}
      form={(read, end) => <CustomerEditForm read={read} onEnd={end} />}
    >
      {children}
    </Editor>
  );
}
