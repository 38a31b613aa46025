export type Option = { readonly value: string; readonly label: string };

type Listed = { readonly id: string; readonly name: string };

/** A short list as a field offers it. */
export function optionsOf(entries: readonly Listed[] | undefined): Option[] {
  return (entries ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** What is set stays to be read, though it is not offered any more. */
export function withPresent(offered: readonly Option[], present: Option): Option[] {
  const isOffered = offered.some(({ value }) => value === present.value);
  return isOffered ? [...offered] : [present, ...offered];
}
