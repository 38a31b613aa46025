import { addColumn, type Migration } from "@isp/db";

export const noteDestroyed: Migration = {
  name: "202611261010-note-destroyed",
  statements: [...addColumn("sealed_storages", "destroyed_at", "datetime(3) NULL")],
};
