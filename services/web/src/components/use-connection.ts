import { useEffect, useState } from "preact/hooks";
import type { ConnectionClient } from "../connection/client.ts";
import type { ConnectionState } from "../connection/state.ts";

/** The state of the connection, for a component that is drawn anew whenever it changes. */
export function useConnection(client: ConnectionClient): ConnectionState {
  const [state, setState] = useState(client.state);
  useEffect(() => {
    setState(client.state);
    return client.subscribe(() => setState(client.state));
  }, [client]);
  return state;
}
