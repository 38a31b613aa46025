import type { Words } from "./problem-words.ts";

// The services say why an item is not in step in English, for scripts; an operator reads it in his language.
const rules: readonly (readonly [RegExp, string])[] = [
  [/^the zone was changed on the server: (?<names>.+)$/, "zoneChanged"],
  [/^the server has no such zone$/, "zoneMissing"],
  [/^the web server has another version of the site$/, "siteVersion"],
  [/^the site's configuration was changed on the server$/, "siteChanged"],
  [/^needs another password$/, "needsPassword"],
  [/^there is no (?<engine>mariadb|postgresql) server$/, "noEngine"],
  [/^there is no user (?<user>\S+)$/, "noUser"],
  [/^there is no database (?<name>\S+)$/, "noDatabase"],
  [/^(?<user>\S+) is locked$/, "locked"],
  [/^(?<user>\S+) may log in$/, "unlocked"],
  [/^(?<user>\S+) has another password$/, "otherPassword"],
  [/^(?<user>\S+) may not use (?<name>\S+)$/, "noRight"],
  [/^(?<user>\S+) has rights beyond (?<name>\S+)$/, "moreRights"],
  [/^(?<name>\S+) belongs to (?<user>\S+)$/, "otherOwner"],
  [/^the folder (?<path>.+) is missing$/, "folderMissing"],
  [/^the folder (?<path>.+) is another user's$/, "folderOfAnother"],
  [/^the folder (?<path>.+) cannot be made: permission denied$/, "folderDenied"],
  [/^the folder (?<path>.+) cannot be made: name too long$/, "folderTooLong"],
  [/^the folder (?<path>.+) cannot be made: (?:no folder|file exists)$/, "noFolder"],
  [/^the shortcut (?<path>.+) is missing$/, "shortcutMissing"],
  [/^the shortcut (?<path>.+) is something else$/, "shortcutTaken"],
  [/^the shortcut (?<path>.+) cannot be made: permission denied$/, "shortcutDenied"],
  [/^the shortcut (?<path>.+) cannot be made: name too long$/, "shortcutTooLong"],
  [/^the shortcut (?<path>.+) cannot be made: (?:no folder|file exists)$/, "shortcutTaken"],
  [/^the shortcut (?<path>.+) cannot be removed: .+$/, "shortcutStays"],
  [/^(?<path>\/.*) is no folder$/, "noFolder"],
];

/** Why an item is not in step, a text of ours for each part; a part that is new to us is said as it is. */
export function itemReasonWords(reason: string): readonly (Words | string)[] {
  return reason.split("; ").map(partWords);
}

function partWords(part: string): Words | string {
  for (const [pattern, name] of rules) {
    const match = pattern.exec(part);
    if (match !== null) return { key: `item.found.${name}`, values: { ...match.groups } };
  }
  return part;
}
