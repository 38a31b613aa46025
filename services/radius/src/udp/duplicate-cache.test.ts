import { expect } from "chai";
import { describe, it } from "mocha";
import { duplicateCache } from "./duplicate-cache.ts";

function request(identifier: number, authenticator: number): Buffer {
  const bytes = Buffer.alloc(20, authenticator);
  bytes[1] = identifier;
  return bytes;
}

describe("recognising retransmissions (RFC 5080)", () => {
  it("answers a duplicate with the reply that was sent", () => {
    const cache = duplicateCache();
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal("new");
    const reply = Buffer.from("reply");
    cache.answer("10.0.0.1", 4000, request(7, 1), reply);
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal(reply);
  });

  it("drops a duplicate of a request that is still in work", () => {
    const cache = duplicateCache();
    cache.look("10.0.0.1", 4000, request(7, 1));
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal("in-progress");
  });

  it("takes another authenticator, port, source or identifier for another request", () => {
    const cache = duplicateCache();
    cache.look("10.0.0.1", 4000, request(7, 1));
    expect(cache.look("10.0.0.1", 4001, request(7, 1))).to.equal("new");
    expect(cache.look("10.0.0.2", 4000, request(7, 1))).to.equal("new");
    expect(cache.look("10.0.0.1", 4000, request(8, 1))).to.equal("new");
    expect(cache.look("10.0.0.1", 4000, request(7, 2))).to.equal("new");
  });

  it("tries a request again that could not be served", () => {
    const cache = duplicateCache();
    cache.look("10.0.0.1", 4000, request(7, 1));
    cache.forget("10.0.0.1", 4000, request(7, 1));
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal("new");
  });

  it("forgets after two turns", () => {
    const cache = duplicateCache();
    cache.look("10.0.0.1", 4000, request(7, 1));
    cache.turn();
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal("in-progress");
    cache.turn();
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal("new");
  });
});
