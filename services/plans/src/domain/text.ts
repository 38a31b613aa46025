/** Lower case, without accents or doubled blanks, so that "São José" is found by "sao jose". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
}

export function digits(text: string): string {
  return text.replace(/\D/g, "");
}
