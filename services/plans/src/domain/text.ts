/** Lower case, without accents or doubled blanks, so that "São José" is found by "sao jose". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
}

/** Words that can be searched by their beginnings. */
export function searchTerms(...texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => fold(text).split(/[^a-z0-9@._-]+/));
  return [...new Set(words.filter((word) => word !== "").map((word) => word.slice(0, 64)))];
}

export function digits(text: string): string {
  return text.replace(/\D/g, "");
}
