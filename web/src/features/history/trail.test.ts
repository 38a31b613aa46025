import { expect } from "chai";
import { actOf, askedFields, inOrder, outcomeOf, paired, type TrailEntry } from "./trail.ts";

const id = "01a2060c-1d24-7314-ae42-198b7b1e1771";

describe("an entry of the trail", () => {
  it("is named by its method and path, whatever ids stand in it", () => {
    expect(actOf("POST", `/api/v1/subscriptions/${id}/change-plan`)).to.equal(
      "post_subscriptions_change-plan",
    );
    expect(actOf("DELETE", `/api/v1/operators/${id}/api-tokens/${id}`)).to.equal(
      "delete_operators_api-tokens",
    );
    expect(actOf("PUT", "/api/v1/session/password?x=1")).to.equal("put_session_password");
  });

  it("tells how it ended", () => {
    expect([201, 204, 409, 500, 0].map(outcomeOf)).to.deep.equal([
      "done",
      "done",
      "failed",
      "failed",
      "pending",
    ]);
  });

  it("shows what was asked field by field, and not what was left empty", () => {
    const asked = { name: "Ana", email: "", access: { username: "ana", password: "[secret]" } };
    expect(askedFields(asked)).to.deep.equal([
      { name: "name", value: "Ana" },
      { name: "access.username", value: "ana" },
      { name: "access.password", value: "[secret]" },
    ]);
    expect(askedFields(null)).to.deep.equal([]);
    expect(askedFields(Array.from({ length: 500 }, () => 1))).to.have.length(61);
  });

  it("is one row of the audit, the answer with what was asked", () => {
    const row = (sequence: string, status: number, asked: unknown = null) =>
      ({ id: sequence, operatorId: "o", method: "POST", path: "/x", status, asked }) as TrailEntry;
    const rows = [
      row("5", 0, "lost"),
      row("4", 201),
      row("3", 0, "b"),
      row("2", 409),
      row("1", 0, "a"),
    ];
    expect(paired(rows).map(({ id: own, status, asked }) => [own, status, asked])).to.deep.equal([
      ["5", 0, "lost"],
      ["4", 201, "b"],
      ["2", 409, "a"],
    ]);
  });

  it("stands among the operations that nobody asked for, newest first", () => {
    const entry = { id: "1", at: "2026-11-01T10:00:00Z" } as TrailEntry;
    const operation = { id: "2", requestedAt: "2026-11-02T10:00:00Z" } as never;
    const page = { items: [entry], nextCursor: null, operations: [operation] };
    expect(inOrder([page]).map(({ kind }) => kind)).to.deep.equal(["operation", "request"]);
  });
});
