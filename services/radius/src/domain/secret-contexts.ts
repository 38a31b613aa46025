/** What a sealed password is bound to: moved to another row, it does not open (S19). */
export function passwordContext(loginId: string): string {
  return `logins|password|${loginId}`;
}

export function nasSecretContext(nasId: string): string {
  return `nas|secret|${nasId}`;
}
