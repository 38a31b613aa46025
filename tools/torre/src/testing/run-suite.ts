import { resolve } from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    output: { type: "string", default: "mocha.json" },
    timeout: { type: "string", default: "10000" },
    grep: { type: "string" },
  },
});

/** Shows the tests as they run and leaves mocha's own JSON result behind. */
class SpecAndJson extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const toFile = { ...options, reporterOption: { output: values.output } };
    // It listens to the runner by itself; nobody needs to hold it.
    void new Mocha.reporters.JSON(runner, toFile);
  }
}

const mocha = new Mocha({
  timeout: Number(values.timeout),
  forbidOnly: true,
  reporter: SpecAndJson,
  ...(values.grep === undefined ? {} : { grep: values.grep }),
});
for (const file of positionals) mocha.addFile(resolve(file));
await mocha.loadFilesAsync();
mocha.run((failures) => {
  // A test that leaves a socket open must not keep the run from ending.
  process.exit(failures > 0 ? 1 : 0);
});
