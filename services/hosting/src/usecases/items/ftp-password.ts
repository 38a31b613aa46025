import { pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);
const length = 32;

/** Rounds of PBKDF2; the FTP server's configuration says the same. */
export const ftpRounds = 20_000;

/** What the FTP server checks a password by: PBKDF2 with SHA-512, in hex. */
export async function ftpPassword(
  password: string,
): Promise<{ readonly passwordHash: string; readonly salt: string }> {
  const salt = randomBytes(16).toString("hex");
  const hash = await derive(password, salt, ftpRounds, length, "sha512");
  return { passwordHash: hash.toString("hex"), salt };
}
