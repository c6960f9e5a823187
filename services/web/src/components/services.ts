import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ConnectionClient, Conversation } from "../connection/client.ts";
import type { WebVariables } from "../environment/variables.ts";
import type { RoomsApi } from "../rooms/rooms-api.ts";
import type { Navigator } from "../routing/navigator.ts";
import type { Session } from "../session/session.ts";

/** What every screen of the page may make use of. */
export interface Services {
  readonly variables: WebVariables;
  readonly navigator: Navigator;
  readonly session: Session;
  readonly rooms: RoomsApi;
  /** Makes a connection to the API's socket. */
  connect(conversation?: Conversation): ConnectionClient;
}

const Context = createContext<Services | undefined>(undefined);

/** Hands the services to everything below. */
export const ServicesProvider = Context.Provider;

/** The services, for a component below {@link ServicesProvider}. @throws anywhere else. */
export function useServices(): Services {
  const services = useContext(Context);
  if (!services) throw new Error("There are no services here.");
  return services;
}
