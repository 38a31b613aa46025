import type { PlansScope } from "./ports.ts";

/** Previews that nobody can accept any more, and passwords that their owners have forgotten (D19). */
export async function forgetPreviews(
  { previews, operations }: PlansScope,
  now: Date,
): Promise<void> {
  await previews.prune(now);
  await operations.forgetPasswords(now);
}
