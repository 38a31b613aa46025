import { expect } from "chai";
import { describe, it } from "mocha";
import { type DuplicateCache, duplicateCache, type Fresh } from "./duplicate-cache.ts";

function request(identifier: number, authenticator: number): Buffer {
  const bytes = Buffer.alloc(20, authenticator);
  bytes[1] = identifier;
  return bytes;
}

function fresh(cache: DuplicateCache, source: string, port: number, bytes: Buffer): Fresh {
  const seen = cache.look(source, port, bytes);
  if (seen === "in-progress" || Buffer.isBuffer(seen)) throw new Error("was seen before");
  return seen;
}

describe("recognising retransmissions (RFC 5080)", () => {
  it("answers a duplicate with the reply that was sent", () => {
    const cache = duplicateCache();
    const reply = Buffer.from("reply");
    fresh(cache, "10.0.0.1", 4000, request(7, 1)).answer(reply);
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.deep.equal(reply);
  });

  it("drops a duplicate of a request that is still in work", () => {
    const cache = duplicateCache();
    cache.look("10.0.0.1", 4000, request(7, 1));
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal("in-progress");
  });

  it("takes another authenticator, port, source or identifier for another request", () => {
    const cache = duplicateCache();
    cache.look("10.0.0.1", 4000, request(7, 1));
    fresh(cache, "10.0.0.1", 4001, request(7, 1));
    fresh(cache, "10.0.0.2", 4000, request(7, 1));
    fresh(cache, "10.0.0.1", 4000, request(8, 1));
    fresh(cache, "10.0.0.1", 4000, request(7, 2));
  });

  it("tries a request again that could not be served", () => {
    const cache = duplicateCache();
    fresh(cache, "10.0.0.1", 4000, request(7, 1)).forget();
    fresh(cache, "10.0.0.1", 4000, request(7, 1));
  });

  it("forgets after two turns", () => {
    const cache = duplicateCache();
    cache.look("10.0.0.1", 4000, request(7, 1));
    cache.turn();
    expect(cache.look("10.0.0.1", 4000, request(7, 1))).to.equal("in-progress");
    cache.turn();
    fresh(cache, "10.0.0.1", 4000, request(7, 1));
  });

  it("forgets sooner rather than remember more than it has room for, newest last (S18)", () => {
    const cache = duplicateCache(2);
    for (const identifier of [1, 2, 3, 4, 5]) cache.look("10.0.0.1", 4000, request(identifier, 1));
    for (const identifier of [3, 4, 5])
      expect(cache.look("10.0.0.1", 4000, request(identifier, 1))).to.equal("in-progress");
    fresh(cache, "10.0.0.1", 4000, request(1, 1));
  });
});
