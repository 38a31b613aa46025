import type { Browser, Page } from "playwright-core";
import { type Checklist, mark, sharedSystem } from "../checklist/shared.ts";
import { openBrowser } from "./browser.ts";
import { keepLastSight } from "./last-sight.ts";

export type Credentials = { readonly username: string; readonly password: string };

/** An office of the shared system: one browser, and as many signed-in operators as a story needs. */
export type Desk = {
  readonly api: Checklist;
  /** Opens a browser session of its own; without credentials, the first operator's. */
  readonly sit: (who?: Credentials, timeZone?: string) => Promise<Page>;
  readonly leave: () => Promise<void>;
};

export async function openDesk(): Promise<Desk> {
  const { api, status } = await sharedSystem();
  const browser = await openBrowser();
  return {
    api,
    sit: (who = status.operator, timeZone) => signedIn(browser, status.gateway.url, who, timeZone),
    leave: () => browser.close(),
  };
}

/** A browser session of its own, signed in. */
export async function signedIn(
  browser: Browser,
  baseURL: string,
  who: Credentials,
  timezoneId = "America/Sao_Paulo",
): Promise<Page> {
  const viewport = { width: 1280, height: 720 };
  const context = await browser.newContext({ baseURL, locale: "pt-BR", timezoneId, viewport });
  const answer = await context.request.post("/api/v1/session", { data: who });
  if (!answer.ok()) throw new Error(`sign in: ${answer.status()} ${await answer.text()}`);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return keepLastSight(page);
}

/** A colleague who may do everything in every unit. */
export async function aColleague(api: Checklist, name: string): Promise<Credentials> {
  const { body } = await api.get("/permissions");
  const permissions = (body["items"] as readonly string[]) ?? [];
  const role = await api.made("/roles", { name: `Atendente ${mark()}`, permissions });
  const who = { username: `op-${mark()}`, password: `Senha-${mark()}-${mark()}` };
  await api.made("/operators", { ...who, name, roleId: role.id, units: "*" });
  return who;
}

/** Chooses in a field of a dialog or of the screen, as a hand would. */
export async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  const dialog = page.getByRole("dialog");
  const place = (await dialog.count()) > 0 ? dialog.last() : page.getByRole("main");
  const box = place.getByRole("combobox", { name: field });
  await box.click();
  // A long list shows only a part of itself; one that can be searched is narrowed first.
  if (typeof option === "string" && (await box.isEditable())) await box.fill(option);
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .filter({ hasText: option })
    .first()
    .click();
}

/** Waits for the confirmation of a save, which every save gives (C20). */
export async function confirmed(page: Page, text: string | RegExp): Promise<void> {
  await page.locator(".ant-message-success").filter({ hasText: text }).last().waitFor();
}
