import { lazy, type ReactNode } from "react";
import type { Subscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { Editor } from "../../ui/edit/Editor.tsx";

// A plan is looked at far more often than edited.
const forms = {
  detail: lazy(async () => ({ default: (await import("./edit-detail.tsx")).DetailForm })),
  billing: lazy(async () => ({ default: (await import("./edit-billing.tsx")).BillingForm })),
  contract: lazy(async () => ({ default: (await import("./edit-contract.tsx")).ContractForm })),
  invoicing: lazy(async () => ({ default: (await import("./edit-invoicing.tsx")).InvoicingForm })),
} as const;

type Props = {
  readonly subscription: Subscription;
  readonly tab: keyof typeof forms;
  readonly permission?: string;
  /** The tab as it is read. */
  readonly children: ReactNode;
};

/** A tab that is read until Editar, and saved apart from the others under its own version (C45). */
export function TabEditor({ subscription, tab, permission, children }: Props) {
  const mayEdit = useMay(permission ?? "subscriptions.write") && subscription.list !== "cancelled";
  const Form = forms[tab];
  return (
    <Editor<Subscription>
      mayEdit={mayEdit}
      readPath={`/subscriptions/${subscription.id}`}
      isReady={({ etags }) => (etags?.[tab] ?? undefined) !== undefined}
      form={(read, end) => <Form read={read} onEnd={end} />}
    >
      {children}
    </Editor>
  );
}
