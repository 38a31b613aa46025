/** Deny by default: what names no permission is offered to nobody but who may do everything. */
export function allowsAny(held: readonly string[], needed: readonly string[]): boolean {
  if (held.includes("*")) return true;
  return needed.some((permission) => {
    const area = permission.split(".")[0] ?? "";
    return permission !== "" && (held.includes(permission) || held.includes(`${area}.*`));
  });
}
