import { expect } from "chai";
import { parseEvents, staleRoots } from "./events.ts";

describe("live events", () => {
  it("are read whole, however the stream was cut", () => {
    const first = parseEvents('event: changed\ndata: {"a":1}\n\nevent: ch');
    expect(first.events).to.deep.equal([{ event: "changed", data: '{"a":1}' }]);
    const second = parseEvents(`${first.rest}anged\ndata: {"a":2}\n\n`);
    expect(second.events).to.have.length(1);
    expect(parseEvents(":ping\n\n").events).to.be.empty;
  });

  it("say what to read again", () => {
    const roots = staleRoots({
      event: "changed",
      data: '{"subject":"isp.plans.v1.subscription.suspended"}',
    });
    expect(roots).to.include.members(["customers", "subscriptions", "operations"]);
    expect(staleRoots({ event: "ping", data: "{}" })).to.be.empty;
  });
});
