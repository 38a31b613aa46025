import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { findProgram, logged, output } from "../system/command.ts";
import { Failure } from "../system/failure.ts";
import { type Home, repository } from "../system/home.ts";
import type { TestServers } from "./servers.ts";

const image = "torre-test-servers:bookworm";
const base = "debian:bookworm-slim";

/** Starts MariaDB and NATS by Testcontainers, from an image of our own: no registry is asked. */
export async function startTestContainers(home: Home): Promise<TestServers> {
  await ensureImage(home);
  // Its reaper is an image of a registry; stop() below does the reaper's work.
  process.env["TESTCONTAINERS_RYUK_DISABLED"] = "true";
  const { GenericContainer, Wait } = await import("testcontainers");
  const rootPassword = randomBytes(12).toString("hex");
  const [mariadb, nats] = await Promise.all([
    new GenericContainer(image)
      .withCommand(["mariadb"])
      .withEnvironment({ ROOT_PASSWORD: rootPassword })
      .withExposedPorts(3306)
      .withWaitStrategy(Wait.forLogMessage(/ready for connections/))
      .start(),
    new GenericContainer(image)
      .withCommand(["nats"])
      .withExposedPorts(4222)
      .withWaitStrategy(Wait.forLogMessage(/Server is ready/))
      .start(),
  ]);
  return {
    mariadbUrl: `mysql://root:${rootPassword}@${mariadb.getHost()}:${mariadb.getMappedPort(3306)}/`,
    natsUrl: `nats://${nats.getHost()}:${nats.getMappedPort(4222)}`,
    async stop() {
      await Promise.all([mariadb.stop(), nats.stop()]);
    },
  };
}

async function ensureImage(home: Home): Promise<void> {
  if (findProgram("docker") === undefined || !(await succeeds(["info"]))) {
    throw new Failure("There is no container engine that answers.", {
      cure: "as root: apt-get install docker.io and start dockerd, or leave --containers out",
    });
  }
  if (await succeeds(["image", "inspect", image])) return;
  if (!(await succeeds(["image", "inspect", base]))) {
    throw new Failure(`The image ${base} is missing.`, {
      cure: `docker pull ${base}, or without a registry: deploy/images/make-base`,
    });
  }
  await logged("docker", ["build", "-t", image, join(repository, "deploy/images/test-servers")], {
    log: join(home.logs, "image.log"),
    cure: "the log says which step of the Dockerfile failed",
  });
}

async function succeeds(args: readonly string[]): Promise<boolean> {
  return output("docker", args).then(
    () => true,
    () => false,
  );
}
