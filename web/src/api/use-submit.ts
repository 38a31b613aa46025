import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { request, type Send } from "./client.ts";
import type { ApiProblem } from "./problem.ts";
import { submitKeys } from "./submit-key.ts";

export type Submit<Body, Result> = {
  readonly path: string;
  readonly method?: Send["method"];
  /** The version that an edit changes. */
  readonly ifMatch?: string;
  /** First parts of the query keys that this act makes stale. */
  readonly refresh: readonly string[];
  readonly onDone?: (result: Result, body: Body) => void;
  readonly onProblem?: (problem: ApiProblem) => void;
};

/** Sends a form or an act once, however often it is tried: a double click, Ctrl+S held down, a lost answer. */
export function useSubmit<Body, Result>(submit: Submit<Body, Result>) {
  const client = useQueryClient();
  const [keyOf, setKeyOf] = useState(() => newKeys());
  const isSending = useRef(false);
  const mutation = useMutation<Result, ApiProblem, Body>({
    mutationFn: (body) =>
      request<Result>(submit.path, {
        method: submit.method ?? "POST",
        body,
        ...(submit.ifMatch === undefined ? {} : { ifMatch: submit.ifMatch }),
        idempotencyKey: keyOf(body),
      }),
    onError: (problem) => submit.onProblem?.(problem),
    onSuccess: (result, body) => {
      setKeyOf(() => newKeys());
      for (const root of submit.refresh) void client.invalidateQueries({ queryKey: [root] });
      submit.onDone?.(result, body);
    },
    onSettled: () => {
      isSending.current = false;
    },
  });
  const { mutate: send } = mutation;
  const mutate = useCallback(
    (body: Body) => {
      if (isSending.current) return;
      isSending.current = true;
      send(body);
    },
    [send],
  );
  return { ...mutation, mutate };
}

function newKeys() {
  return submitKeys(() => crypto.randomUUID());
}
