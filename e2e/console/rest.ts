import type { Page } from "playwright-core";

type Created = { readonly id: string };

/** What a story finds already there, made by REST in the page's own session. */
export async function arrange(page: Page, path: string, body: object): Promise<Created> {
  const session = (await (await page.request.get("/api/v1/session")).json()) as {
    readonly csrfToken: string;
  };
  const response = await page.request.post(`/api/v1${path}`, {
    data: body,
    headers: { "x-csrf-token": session.csrfToken, "idempotency-key": crypto.randomUUID() },
  });
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
  return (await response.json()) as Created;
}

/** A valid CPF nobody has yet, as far as chance allows. */
export function someCpf(): string {
  const digits = Array.from({ length: 9 }, () => Math.floor(Math.random() * 10));
  for (const length of [9, 10]) {
    const sum = digits.reduce((total, digit, at) => total + digit * (length + 1 - at), 0);
    digits.push(((sum * 10) % 11) % 10);
  }
  return digits.join("");
}
