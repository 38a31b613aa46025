import { checklistPage } from "./checklist.ts";
import { configurationPages } from "./configuration.ts";
import { errorsPage, problemsModule } from "./errors.ts";
import { asyncApi, eventsPage } from "./events.ts";
import { readMessages } from "./image.ts";
import { metricsPage } from "./metrics.ts";

/** Every generated page by its path in the repository. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const messages = readMessages();
  const configuration = (await configurationPages()).map(
    ({ service, text }) => [`docs/services/${service}/configuration.md`, text] as const,
  );
  return new Map([
    ["docs/checklist.md", checklistPage()],
    ["docs/errors.md", await errorsPage()],
    ["docs/events.md", eventsPage(messages)],
    ["docs/asyncapi.json", asyncApi(messages)],
    ["docs/metrics.md", await metricsPage()],
    ["services/gateway/src/gen/problem-titles.ts", await problemsModule()],
    ...configuration,
  ]);
}
