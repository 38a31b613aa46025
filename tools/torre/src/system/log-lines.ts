const levels: Readonly<Record<number, string>> = {
  10: "trace",
  20: "debug",
  30: "info ",
  40: "warn ",
  50: "error",
  60: "fatal",
};

/** Said by pino in every line and of no use on a screen that names the service already. */
const leftOut = new Set(["level", "time", "pid", "hostname", "name", "msg", "v", "service"]);

type Entry = Readonly<Record<string, unknown>>;

/** One line of a log as a person reads it; what is not pino's JSON stays as it is. */
export function pretty(service: string, line: string): string {
  const entry = parsed(line);
  if (entry === undefined) return `             ${service.padEnd(8)} ${line}`;
  const { level, time, msg } = entry;
  const rest = Object.entries(entry).filter(([key]) => !leftOut.has(key));
  const said = typeof msg === "string" ? msg : "";
  const word = (typeof level === "number" && levels[level]) || "     ";
  return [clock(time), service.padEnd(8), word, said, ...rest.map(field)].join(" ").trimEnd();
}

function parsed(line: string): Entry | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}

function clock(time: unknown): string {
  const at = typeof time === "number" || typeof time === "string" ? new Date(time) : undefined;
  return at === undefined || Number.isNaN(at.getTime())
    ? " ".repeat(12)
    : at.toISOString().slice(11, 23);
}

function field([key, value]: [string, unknown]): string {
  if (key === "err" && typeof value === "object" && value !== null && "message" in value) {
    const { message } = value;
    return `err=${JSON.stringify(message)}`;
  }
  return `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`;
}
