import { expect } from "chai";
import type { Browser, Locator, Page } from "playwright-core";
import { openStand, type Stand } from "../hosting/stand.ts";
import { openBrowser } from "./browser.ts";
import type { Credentials } from "./desk.ts";
import { keepLastSight } from "./last-sight.ts";

export type HostingDesk = {
  readonly stand: Stand;
  readonly sit: (who?: Credentials, locale?: string) => Promise<HostingSeat>;
  readonly leave: () => Promise<void>;
};

/** What a person at the console does again and again with what a customer has hosted. */
export type HostingSeat = {
  readonly page: Page;
  readonly row: (name: string) => Locator;
  readonly open: (customerId: string, row: string) => Promise<void>;
  /** Chooses in the menu of a line of the tree; answers the dialog that it opens. */
  readonly choose: (row: string, entry: string) => Promise<Locator>;
  readonly greyed: (row: string, entry: string) => Promise<string>;
  readonly pick: (field: string | RegExp, option: string) => Promise<void>;
  readonly dialog: () => Locator;
};

/** The system with customers' servers, and a browser before it. */
export async function openHostingDesk(): Promise<HostingDesk> {
  const stand = await openStand();
  const browser = await openBrowser();
  return {
    stand,
    sit: (who = stand.status.operator, language = "pt-BR") => sit(browser, stand, who, language),
    leave: () => browser.close(),
  };
}

async function sit(
  browser: Browser,
  { status }: Stand,
  who: Credentials,
  language: string,
): Promise<HostingSeat> {
  const viewport = { width: 1280, height: 720 };
  const context = await browser.newContext({ baseURL: status.gateway.url, viewport });
  await context.addInitScript(
    `localStorage.setItem("torre.preferences", JSON.stringify({ ...JSON.parse(localStorage.getItem("torre.preferences") ?? "{}"), language: "${language}" }))`,
  );
  const answer = await context.request.post("/api/v1/session", { data: who });
  expect(answer.ok(), await answer.text()).to.equal(true);
  const page = keepLastSight(await context.newPage());
  page.setDefaultTimeout(20_000);
  return seatAt(page);
}

function seatAt(page: Page): HostingSeat {
  // A domain's name also ends the addresses and the hosts below it.
  const row = (name: string) =>
    page
      .getByRole("treeitem")
      .filter({ has: page.locator(".plan-row-name", { hasText: new RegExp(`^${name}`) }) })
      .first();
  const dialog = () => page.getByRole("dialog").last();
  const menu = async (name: string, entry: string) => {
    await row(name).click({ button: "right" });
    // A greyed one ends with its reason; one that ends like another begins otherwise.
    return page.getByRole("menuitem", { name: new RegExp(`^${entry}`) }).first();
  };
  return {
    page,
    row,
    dialog,
    async open(customerId, name) {
      await page.goto(`/customers/${customerId}`);
      await row(name).waitFor();
    },
    async choose(name, entry) {
      await (await menu(name, entry)).click();
      await dialog().waitFor();
      return dialog();
    },
    async greyed(name, entry) {
      const item = await menu(name, entry);
      expect(await item.getAttribute("aria-disabled"), entry).to.equal("true");
      const said = await item.innerText();
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "hidden" });
      return said;
    },
    async pick(field, option) {
      const box = dialog().getByRole("combobox", { name: field });
      await box.click();
      if (await box.isEditable()) await box.fill(option);
      await page
        .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
        .filter({ hasText: option })
        .first()
        .click();
    },
  };
}
