import { digestOf } from "@isp/kernel";
import { fieldCheck } from "./errors.ts";

/** A card on file: what the acquirer knows it by, and what an operator tells it by. */
export type CardParts = {
  /** The acquirer's token. It is said nowhere. */
  readonly cardToken: string;
  readonly cardBrand: string;
  readonly cardLastDigits: string;
  /** Its last month: 2028-12. */
  readonly cardExpires: string;
};

export const noCard: CardParts = {
  cardToken: "",
  cardBrand: "",
  cardLastDigits: "",
  cardExpires: "",
};

/** A column's width of a token's digest: two records of one customer never hold the same card. */
export const digestOfToken = (token: string): string => digestOf(token).slice(0, 16);

export function normaliseCard<Card extends CardParts>(card: Card): Card {
  return {
    ...card,
    cardToken: card.cardToken.trim(),
    cardBrand: card.cardBrand.trim(),
    cardLastDigits: card.cardLastDigits.trim(),
    cardExpires: card.cardExpires.trim(),
  };
}

export function checkCard(card: CardParts & { readonly holder: string }): void {
  const { cardToken, cardBrand, cardLastDigits, cardExpires, holder } = card;
  const check = fieldCheck();
  const isToken = /^[!-~]{8,255}$/.test(cardToken);
  check.require(isToken, "/cardToken", "must be the acquirer's token");
  for (const [name, text] of Object.entries({ cardToken, cardBrand, holder }))
    check.require(
      !holdsCardNumber(text),
      `/${name}`,
      "must not be a card number: only its token is kept",
    );
  const isBrand = cardBrand !== "" && cardBrand.length <= 24;
  check.require(isBrand, "/cardBrand", "must be given");
  check.require(/^\d{4}$/.test(cardLastDigits), "/cardLastDigits", "must be the last four digits");
  const isMonth = /^20\d{2}-(0[1-9]|1[0-2])$/.test(cardExpires);
  check.require(isMonth, "/cardExpires", "must be a month such as 2028-12");
  check.require(holder !== "" && holder.length <= 160, "/holder", "must be given");
  check.done();
}

/** 13 to 19 digits, however they are parted, whose last one checks the others (Luhn). */
export function holdsCardNumber(text: string): boolean {
  const runs = text.replace(/[\s.-]/g, "").match(/\d{13,}/g) ?? [];
  return runs.some((run) =>
    [13, 14, 15, 16, 17, 18, 19].some((length) =>
      Array.from({ length: run.length - length + 1 }, (_, from) =>
        run.slice(from, from + length),
      ).some(isLuhn),
    ),
  );
}

function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
