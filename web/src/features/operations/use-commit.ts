import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/client.ts";
import type { Operation } from "../../api/operations.ts";
import type { Order, Preview, PreviewedKind } from "../../api/previews.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { submitKeys } from "../../api/submit-key.ts";
import { commitOf } from "./order.ts";

type Committed = {
  readonly kind: PreviewedKind;
  readonly subscriptionId: string;
  readonly onStarted: (operation: Operation) => void;
  /** A refusal that brings along what the operation would do now. */
  readonly onPreview: (preview: Preview) => void;
  readonly onProblem: (problem: ApiProblem) => void;
};

type Asked = { readonly order: Order; readonly previewId: string };

const roots = ["customers", "subscriptions", "operations", "drift"];

/** Carries out what was previewed, once, however often it is tried. */
export function useCommit({ kind, subscriptionId, onStarted, onPreview, onProblem }: Committed) {
  const client = useQueryClient();
  const [keyOf] = useState(() => submitKeys(() => crypto.randomUUID()));
  return useMutation<Operation, ApiProblem, Asked>({
    mutationFn: ({ order, previewId }) => {
      const { path, ...send } = commitOf(kind, subscriptionId, order, previewId);
      return request<Operation>(path, { ...send, idempotencyKey: keyOf({ order, previewId }) });
    },
    onSuccess: (operation) => {
      for (const root of roots) void client.invalidateQueries({ queryKey: [root] });
      onStarted(operation);
    },
    onError: (problem) => {
      if (problem.preview !== undefined && problem.preview !== null)
        onPreview(problem.preview as Preview);
      onProblem(problem);
    },
  });
}
