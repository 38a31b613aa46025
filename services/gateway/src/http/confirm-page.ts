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

/** Where somebody outside confirms that he sent what a mailbox with antispam holds (C76). */
export function confirmPage({ confirmations }: Pick<Clients, "confirmations">): Router {
  const answer = (response: Response, status: number, html: string) =>
    response.status(status).type("html").set("cache-control", "no-store").send(html);
  return Router()
    .get("/:link", (_, response) => void answer(response, 200, question))
    .post("/:link", async (request: Request<{ link: string }>, response) => {
      const { link } = request.params;
      const done = await confirmations.confirmSender({ link }).then(
        () => true,
        () => false,
      );
      answer(response, done ? 200 : 410, done ? thanks : used);
    });
}

function page(title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="robots" content="noindex"><title>${title}</title>`;
  return `<!doctype html><html lang="pt-BR"><head>${head}</head><body><h1>${title}</h1>${body}</body></html>`;
}
