import type { Caller } from "@isp/rpc";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Clients } from "../clients.ts";
import { catalogueNames } from "./catalogue-names.ts";
import { customerColumns } from "./list-columns.ts";

const places = Array.from({ length: 450 }, (_, index) => ({
  id: `p${index}`,
  name: `Torre ${index}`,
}));

const clients = {
  catalogue: {
    listBusinessUnits: () =>
      Promise.resolve({
        businessUnits: [{ id: "u", name: "Londrina", timeZone: "America/Sao_Paulo" }],
        nextPageToken: "",
      }),
    listStatuses: () => Promise.resolve({ statuses: [] }),
  },
  network: {
    listRoutingPoints({ pageSize, pageToken }: { pageSize: number; pageToken: string }) {
      const end = Number(pageToken) + pageSize;
      const nextPageToken = end < places.length ? String(end) : "";
      const routingPoints = places.slice(Number(pageToken), end);
      return Promise.resolve({ routingPoints, nextPageToken });
    },
  },
  terms: { listDueDays: () => Promise.resolve({ dueDays: [] }) },
  entries: { listEntries: () => Promise.resolve({ entries: [] }) },
} as unknown as Clients;

describe("what an export calls things", () => {
  it("names every routing point, however many there are", async () => {
    const names = await catalogueNames(clients, {} as Caller);
    expect(names.routingPoint("p449")).to.equal("Torre 449");
  });

  it("dates a registration by the day of its business unit", async () => {
    const names = await catalogueNames(clients, {} as Caller);
    const registeredAt = new Date("2026-06-11T01:30:00Z");
    const line = { businessUnitId: "u", registeredAt } as never;
    expect(customerColumns(names)["Data Cadastro"]?.(line)).to.equal("10/06/2026");
  });
});
