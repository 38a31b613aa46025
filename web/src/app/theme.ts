import { type ThemeConfig, theme as antdTheme } from "antd";
import { dark, light, type Palette } from "./palette.ts";

export type ThemeName = "light" | "dark";

const palettes: Readonly<Record<ThemeName, Palette>> = { light, dark };
const fontFamily =
  "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif";

/** antd's tokens, taken from our palette. */
export function antdThemeOf(name: ThemeName): ThemeConfig {
  const colors = palettes[name];
  return {
    algorithm:
      name === "dark" ? [antdTheme.darkAlgorithm, keepsStates] : antdTheme.defaultAlgorithm,
    token: {
      ...baseTokens(colors),
      fontFamily,
      fontSize: 13,
      fontSizeSM: 12,
      borderRadius: 6,
      controlHeight: 32,
      controlHeightSM: 26,
      lineHeight: 1.5,
      padding: 14,
      paddingLG: 20,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
    },
    components: componentTokens(colors, name),
  };
}

// antd darkens them for the dark theme, where ours are chosen already: on the soft grounds they would be too pale.
const keepsStates: typeof antdTheme.darkAlgorithm = (seed, map) => ({
  ...(map ?? antdTheme.darkAlgorithm(seed)),
  colorInfo: seed.colorInfo,
  colorSuccess: seed.colorSuccess,
  colorWarning: seed.colorWarning,
  colorError: seed.colorError,
});

/** Gives our own style sheets the same colours as custom properties. */
export function paintPage(name: ThemeName): void {
  const root = document.documentElement;
  root.dataset["theme"] = name;
  root.style.colorScheme = name;
  for (const [key, value] of Object.entries(palettes[name])) {
    root.style.setProperty(
      `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      value,
    );
  }
}

function baseTokens(colors: Palette) {
  return {
    colorPrimary: colors.primary,
    colorInfo: colors.primary,
    colorLink: colors.primary,
    // antd pales it: too little contrast on our grounds.
    colorLinkHover: colors.primary,
    colorSuccess: colors.success,
    colorWarning: colors.warning,
    colorError: colors.danger,
    colorInfoBg: colors.primarySoft,
    colorInfoBorder: "transparent",
    colorSuccessBg: colors.successSoft,
    colorSuccessBorder: "transparent",
    colorWarningBg: colors.warningSoft,
    colorWarningBorder: "transparent",
    colorErrorBg: colors.dangerSoft,
    colorErrorBorder: "transparent",
    colorText: colors.text,
    colorTextSecondary: colors.textSoft,
    colorTextTertiary: colors.textFaint,
    colorTextDescription: colors.textSoft,
    colorTextPlaceholder: colors.textSoft,
    colorTextDisabled: colors.textSoft,
    colorBgLayout: colors.page,
    colorBgContainer: colors.surface,
    colorBgElevated: colors.raised,
    colorBorder: colors.lineStrong,
    colorBorderSecondary: colors.line,
  };
}

function componentTokens(colors: Palette, name: ThemeName): NonNullable<ThemeConfig["components"]> {
  return {
    Button: { primaryShadow: "none", defaultShadow: "none", fontWeight: 550, ...onPrimary(name) },
    Form: { itemMarginBottom: 16, labelColor: colors.textSoft, verticalLabelPadding: "0 0 4px" },
    Table: {
      headerBg: colors.sunken,
      headerColor: colors.textSoft,
      headerSplitColor: "transparent",
      cellPaddingBlock: 7,
      cellPaddingInline: 10,
      cellPaddingBlockSM: 6,
      cellPaddingInlineSM: 10,
      rowHoverBg: colors.sunken,
      // antd mixes one of its own, on which a link cannot be read; the tick says what is selected.
      rowSelectedBg: colors.surface,
      rowSelectedHoverBg: colors.sunken,
    },
    Tabs: { horizontalMargin: "0 0 12px 0", titleFontSize: 13 },
    Modal: { titleFontSize: 16 },
  };
}

// White on the dark theme's bright primary would be too pale to read.
function onPrimary(name: ThemeName) {
  return name === "dark" ? { primaryColor: "#06211f", dangerColor: "#2b0a07" } : {};
}
