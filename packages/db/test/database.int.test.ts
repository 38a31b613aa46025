import { freePort } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { openDatabase } from "../src/database.ts";

describe("a database that is away", () => {
  it("is named when it is to be opened, and its password is not", async () => {
    const place = `127.0.0.1:${await freePort()}/radius`;
    const url = `mysql://radius:segredo-do-banco@${place}`;
    const refusal = await openDatabase({ url, entities: [] }).catch((error: Error) => error);
    expect(refusal).to.be.an("error");
    const { message } = refusal as Error;
    expect(message).to.include(`the database at ${place} cannot be opened: connect ECONNREFUSED`);
    expect(message).not.to.include("segredo");
  });
});
