export {
  type Consumer,
  consumer,
  type Delivery,
  type Handler,
  MalformedMessageError,
  type Once,
  once,
  required,
} from "./consumer.ts";
export {
  type Followed,
  heardServices,
  type KnownServices,
  knownServices,
} from "./known-services.ts";
export { type LoopOptions, startConsumer } from "./loop.ts";
export { connectNats, type Nats, type NatsOptions } from "./nats.ts";
export {
  type OperationSecret,
  type OperationSecrets,
  operationSecrets,
} from "./operation-secrets.ts";
export {
  type OperationStep,
  type OperationSteps,
  operationSteps,
  type StepAnswer,
  type StepState,
} from "./operation-steps.ts";
export { type Decision, subscriptionConsumer } from "./participant.ts";
export { type Relay, type RelayOptions, startRelay } from "./relay.ts";
export { ensureStream } from "./streams.ts";
export {
  type DurableSpec,
  durables,
  type ServiceName,
  type StreamSpec,
  serviceNames,
  streams,
} from "./topology.ts";
export { type Waker, waker } from "./waker.ts";
export { importedServices } from "./take-over.ts";
