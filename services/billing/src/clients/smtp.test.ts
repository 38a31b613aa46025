import { type AddressInfo, createServer } from "node:net";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { describe, it } from "mocha";
import { smtpSender } from "./smtp.ts";

const letter = {
  to: { name: "Ana", address: "ana@cliente.example" },
  from: "cobranca@provedor.example",
  subject: "Fatura",
  text: "Olá",
  messageId: "<1@provedor.example>",
};

describe("the account at the mail server", () => {
  it("is named to no server that offers no STARTTLS, as it seems when somebody takes that out", async () => {
    const said: string[] = [];
    const server = createServer((socket) => {
      socket.write("220 mail.example\r\n");
      createInterface({ input: socket }).on("line", (line) => {
        said.push(line);
        const isGreeting = line.startsWith("EHLO");
        socket.write(
          isGreeting ? "250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n" : "502 not here\r\n",
        );
      });
      socket.on("error", () => undefined);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const send = smtpSender(`smtp://torre:segredo@127.0.0.1:${port}`);
    const { state } = await send(letter);
    send.close();
    server.close();
    expect(state).to.equal("refused");
    expect(said.some((line) => line.startsWith("EHLO"))).to.equal(true);
    expect(said.filter((line) => line.startsWith("AUTH"))).to.deep.equal([]);
  });

  it("stands in no error where the address is wrong", () => {
    const attempt = () => smtpSender("smtp://torre:segredo@[mail]:x");
    expect(attempt).to.throw(Error, /^BILLING_SMTP_URL is not a URL$/);
  });
});
