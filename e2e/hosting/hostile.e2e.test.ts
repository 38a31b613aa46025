import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { curl } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";
import { type Story, storyOf } from "./story.ts";

/** What a shell, a program's option parser, a configuration or a template would act on. */
const payloads = (file: string): readonly string[] => [
  `a;touch ${file}`,
  `a|touch ${file}`,
  `a&touch ${file}`,
  `$(touch ${file})`,
  `\`touch ${file}\``,
  `a\ntouch ${file}`,
  `a>${file}`,
  "a<b",
  "*",
  "?",
  "~root",
  "{a,b}",
  "--",
  "-o",
  "--help",
  "'",
  '"',
  "\\",
  "?>",
  "a\0b",
  "{{7*7}}",
  "{{constructor.constructor('return process')()}}",
  "${7*7}",
  "<%= 7*7 %>",
  "%n%s",
];

describe("hostile text in what is hosted", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;
  let folder: string;
  let file: string;

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
    folder = mkdtempSync(join(tmpdir(), "torre-hostile-"));
    file = join(folder, "touched");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("S44: is refused in every field that reaches a server", async () => {
    const { id: domainId, subscriptionId } = await story.domain();
    const domains = `/subscriptions/${subscriptionId}/domains`;
    const name = () => `${mark()}.com.br`;
    const ftp = { username: `f${mark()}`, password: "segredo-1" };
    const fields: Readonly<Record<string, (text: string) => readonly [string, object]>> = {
      "domain name": (text) => [domains, { name: `${text}.com.br` }],
      "whole domain name": (text) => [domains, { name: text }],
      dns1: (text) => [domains, { name: name(), dns1: `${text}.com.br` }],
      dns2: (text) => [domains, { name: name(), dns2: text }],
      redirectTo: (text) => [domains, { name: name(), redirectTo: `https://a.com.br/${text}` }],
      adminEmail: (text) => [domains, { name: name(), adminEmail: `${text}@a.com.br` }],
      "admin login": (text) => [domains, { name: name(), admin: { username: text } }],
      "FTP login": (text) => [`/domains/${domainId}/ftp-users`, { ...ftp, username: text }],
      "physical path": (text) => [
        `/domains/${domainId}/ftp-users`,
        { ...ftp, physicalPath: `/${text}` },
      ],
      "virtual path": (text) => [
        `/domains/${domainId}/ftp-users`,
        { ...ftp, virtualPath: `/${text}` },
      ],
      "database name": (text) => [
        `/domains/${domainId}/databases`,
        { engine: "mariadb", name: text },
      ],
      "host name": (text) => [
        `/domains/${domainId}/hosts`,
        { name: text, type: "name", pointsTo: "203.0.113.5" },
      ],
      "host target": (text) => [
        `/domains/${domainId}/hosts`,
        { name: "a", type: "alias", pointsTo: text },
      ],
      "mailbox login": (text) => [
        `/domains/${domainId}/mailboxes`,
        { login: text, password: "segredo-1" },
      ],
    };
    for (const [field, ask] of Object.entries(fields)) {
      for (const payload of payloads(file)) {
        // An address that stands for itself: what follows the last slash may be a page's own dashes.
        if (field === "redirectTo" && /^(?:-o|--|--help|\*|~root|\?|%n%s)$/.test(payload)) continue;
        const { status, body } = await stand.api.post(...ask(payload));
        expect(status, `${field}: ${payload}: ${JSON.stringify(body)}`).to.equal(400);
      }
    }
    expect(existsSync(file)).to.equal(false);
  });

  it("S57, S58: stays text where text is free, in a zone and a site that work", async () => {
    const text = payloads(file)
      .filter((payload) => !/[\0\n]/.test(payload))
      .join(" ");
    const [notes, developer] = [text, { name: text.slice(-110), phone: "", email: "" }];
    const { id, name } = await story.domain({ notes, developer });
    const { body } = await stand.api.get(`/domains/${id}`);
    expect(body["notes"]).to.equal(notes);
    expect(body["developer"]).to.deep.equal(developer);
    expect((await curl(stand.status, name)).status).to.equal(403);
    expect(existsSync(file)).to.equal(false);
  });
});
