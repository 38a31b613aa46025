import { readFileSync } from "node:fs";
import { ChannelCredentials, ServerCredentials } from "@grpc/grpc-js";

/** Files of a service's identity: own certificate and key, and the authority that signed everybody's. */
export type TlsFiles = {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
};

export function serverCredentials({ caFile, certFile, keyFile }: TlsFiles): ServerCredentials {
  const pair = { cert_chain: readFileSync(certFile), private_key: readFileSync(keyFile) };
  return ServerCredentials.createSsl(readFileSync(caFile), [pair], true);
}

export function channelCredentials({ caFile, certFile, keyFile }: TlsFiles): ChannelCredentials {
  return ChannelCredentials.createSsl(
    readFileSync(caFile),
    readFileSync(keyFile),
    readFileSync(certFile),
  );
}
