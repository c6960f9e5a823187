import { Channel, connectivityState, credentials } from "@grpc/grpc-js";

/**
 * Calls back once when an engine has ended: a host that outlived a killed engine would stay for ever.
 *
 * @param engine its gRPC address.
 */
export function whenEngineEnds(engine: string, ended: () => void): void {
  const channel = new Channel(engine, credentials.createInsecure(), {});
  const look = () => {
    const state = channel.getConnectivityState(true);
    if (state === connectivityState.TRANSIENT_FAILURE) {
      channel.close();
      ended();
      return;
    }
    channel.watchConnectivityState(state, Number.POSITIVE_INFINITY, look);
  };
  look();
}
