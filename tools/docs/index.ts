export { testsByNumber } from "./checklist.ts";
export { checklistNumbers } from "./checklist-numbers.ts";
export { generatedPages } from "./pages.ts";
