import { address, type Query } from "../../api/client.ts";
import { ApiProblem, type ProblemBody } from "../../api/problem.ts";

/** Fetches a document with the session and hands it to the browser to keep, under the server's name. */
export async function saveFile(path: string, query: Query): Promise<void> {
  const response = await fetch(address(path, query), { credentials: "same-origin" }).catch(() => {
    throw new ApiProblem(0, { code: "web.no_answer" });
  });
  if (!response.ok) {
    const body = (await response.json().catch(() => ({}))) as ProblemBody;
    throw new ApiProblem(response.status, body);
  }
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = nameOf(response.headers.get("content-disposition") ?? "", path);
  link.click();
  URL.revokeObjectURL(url);
}

function nameOf(disposition: string, path: string): string {
  const name = /filename="?([^";]+)"?/.exec(disposition)?.[1];
  return name ?? path.split("/").at(-1) ?? "torre.csv";
}
