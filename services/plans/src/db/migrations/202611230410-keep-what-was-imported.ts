import { addColumn, type Migration } from "@isp/db";

export const keepWhatWasImported: Migration = {
  name: "202611230410-keep-what-was-imported",
  statements: addColumn("imports", "sold", "mediumtext NULL"),
};
