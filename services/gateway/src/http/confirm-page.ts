import { DomainError } from "@isp/kernel";
import { type Request, type Response, Router } from "express";
import type { Clients } from "../clients.ts";

/** Nothing that reads links for a mail program presses a button. */
const question = page(
  "Confirmar mensagem / Confirm message",
  `<form method="post"><button>Confirmo que enviei a mensagem / I did send this message</button></form>`,
);
const thanks = page(
  "Obrigado / Thank you",
  "<p>Sua mensagem foi entregue. / Your message was delivered.</p>",
);
const used = page(
  "Link sem efeito / Link without effect",
  "<p>Este link já foi usado ou venceu. / This link was used or has run out.</p>",
);

const later = page(
  "Tente de novo em instantes / Try again in a moment",
  "<p>O link continua valendo. / The link still holds.</p>",
);

/** Where somebody outside confirms that he sent what a mailbox with antispam holds (C76). */
export function confirmPage({ confirmations }: Pick<Clients, "confirmations">): Router {
  const answer = (response: Response, status: number, html: string) =>
    response.status(status).type("html").set("cache-control", "no-store").send(html);
  return Router()
    .get("/:link", (_, response) => void answer(response, 200, question))
    .post("/:link", async (request: Request<{ link: string }>, response) => {
      const { link } = request.params;
      try {
        await confirmations.confirmSender({ link });
        answer(response, 200, thanks);
      } catch (error) {
        const isUsed = error instanceof DomainError && error.kind === "not_found";
        if (isUsed) answer(response, 410, used);
        else answer(response, 503, later);
      }
    });
}

function page(title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="robots" content="noindex"><title>${title}</title>`;
  return `<!doctype html><html lang="pt-BR"><head>${head}</head><body><h1>${title}</h1>${body}</body></html>`;
}
