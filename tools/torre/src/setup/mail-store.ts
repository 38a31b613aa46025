import { join } from "node:path";
import type { Home } from "../system/home.ts";

/** Where mail lies, by storage id. */
export const mailStore = (home: Home): string => join(home.dir, "mailstore");
