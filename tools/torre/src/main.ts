import { Failure, messageOf } from "./system/failure.ts";
import { explain } from "./system/progress.ts";

type Command = {
  readonly usage: string;
  readonly does: string;
  readonly load: () => Promise<{ readonly run: (args: readonly string[]) => Promise<number> }>;
};

const commands: Readonly<Record<string, Command>> = {
  up: {
    usage: "up [--only core] [--no-demo] [--port N] [--detach]",
    does: "set everything up and run it until Ctrl-C; --detach returns once it is healthy",
    load: () => import("./commands/up.ts"),
  },
  down: { usage: "down", does: "stop what up started", load: () => import("./commands/down.ts") },
  status: {
    usage: "status [--json]",
    does: "say what runs where",
    load: () => import("./commands/status.ts"),
  },
  logs: {
    usage: "logs [service]",
    does: "follow the logs",
    load: () => import("./commands/logs.ts"),
  },
  doctor: {
    usage: "doctor",
    does: "say what is missing or wrong, and the cure",
    load: () => import("./commands/doctor.ts"),
  },
  test: {
    usage: "test [unit|integration|e2e|fault|all] [--containers]",
    does: "install what tests need and run them",
    load: () => import("./commands/test.ts"),
  },
  check: {
    usage: "check",
    does: "format, lint, types, unit tests and conventions",
    load: () => import("./commands/check.ts"),
  },
  bench: {
    usage: "bench [name]",
    does: "run the measured claims of bench/",
    load: () => import("./commands/bench.ts"),
  },
  events: {
    usage: "events [subject]",
    does: "follow the event stream, by default isp.>",
    load: () => import("./commands/events.ts"),
  },
  demo: {
    usage: "demo [--customers N] [--seed S]",
    does: "load a realistic provider",
    load: () => import("./commands/demo.ts"),
  },
  reset: {
    usage: "reset --yes",
    does: "stop and remove all state",
    load: () => import("./commands/reset.ts"),
  },
};

async function main([name = "help", ...args]: readonly string[]): Promise<number> {
  // Not for people: the process that up leaves behind.
  if (name === "supervise") return (await import("./commands/supervise.ts")).run();
  const command = commands[name];
  if (command !== undefined) return (await command.load()).run(args);
  const wanted = ["help", "--help", "-h"].includes(name);
  const lines = Object.values(commands).map(
    ({ usage, does }) => `  ./torre ${usage}\n      ${does}`,
  );
  const text = `usage:\n${lines.join("\n")}\n`;
  if (wanted) process.stdout.write(text);
  else process.stderr.write(`There is no command ${name}.\n${text}`);
  return wanted ? 0 : 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(explain(asFailure(error)));
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (
    error instanceof TypeError &&
    "code" in error &&
    String(error.code).startsWith("ERR_PARSE_ARGS")
  ) {
    return new Failure(messageOf(error), {
      cure: "./torre help lists the commands and their options",
    });
  }
  if (process.env["TORRE_DEBUG"] !== undefined)
    process.stderr.write(`${String((error as Error).stack)}\n`);
  return new Failure(messageOf(error), {
    cure: "run ./torre doctor; TORRE_DEBUG=1 shows the place",
  });
}
