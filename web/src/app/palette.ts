export type Palette = {
  readonly primary: string;
  readonly primarySoft: string;
  readonly success: string;
  readonly successSoft: string;
  readonly warning: string;
  readonly warningSoft: string;
  readonly danger: string;
  readonly dangerSoft: string;
  readonly text: string;
  readonly textSoft: string;
  readonly textFaint: string;
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly rail: string;
  readonly railText: string;
  readonly railActive: string;
};

/** Every pair of text and ground below keeps a contrast of at least 4.5. */
export const light: Palette = {
  primary: "#0b6b72",
  primarySoft: "#e2f0f0",
  success: "#1f7a4d",
  successSoft: "#e4f3ea",
  warning: "#935600",
  warningSoft: "#fdf0da",
  danger: "#b3261e",
  dangerSoft: "#fce8e6",
  text: "#15242b",
  textSoft: "#4b5d66",
  textFaint: "#62747d",
  page: "#eef2f3",
  surface: "#ffffff",
  raised: "#ffffff",
  sunken: "#f6f8f9",
  line: "#dfe6e9",
  lineStrong: "#8a9aa2",
  rail: "#10292e",
  railText: "#bfd0d3",
  railActive: "#1e454b",
};

export const dark: Palette = {
  primary: "#4fbfc5",
  primarySoft: "#16383c",
  success: "#63c795",
  successSoft: "#17352a",
  warning: "#e9ae55",
  warningSoft: "#3a2d16",
  danger: "#f28b82",
  dangerSoft: "#3f2020",
  text: "#e4ecee",
  textSoft: "#a9b8bd",
  textFaint: "#8f9fa5",
  page: "#0e1618",
  surface: "#151f22",
  raised: "#1b272b",
  sunken: "#121b1e",
  line: "#273539",
  lineStrong: "#5f7278",
  rail: "#0a1113",
  railText: "#a9b8bd",
  railActive: "#193034",
};
