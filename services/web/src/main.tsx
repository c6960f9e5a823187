import { render } from "preact";
import { createAuthorizedFetch } from "./api/authorized-fetch.ts";
import { App } from "./components/app.tsx";
import { FaultPage } from "./components/fault-page.tsx";
import type { Services } from "./components/services.ts";
import { createConnectionClient } from "./connection/client.ts";
import { readPageVariables } from "./environment/page.ts";
import type { WebVariables } from "./environment/variables.ts";
import { createRoomsApi } from "./rooms/rooms-api.ts";
import { createNavigator } from "./routing/navigator.ts";
import { createSession } from "./session/session.ts";
import { createSessionApi } from "./session/session-api.ts";
import { createTabs } from "./session/tabs.ts";
import "./styles/index.css";

const root = document.getElementById("app");
if (!root) throw new Error('The page has no element with the id "app".');

const result = readPageVariables(document);
if (result.ok) {
  const services = createServices(result.variables);
  render(<App services={services} />, root);
  services.session.begin();
} else {
  render(<FaultPage faults={result.faults} />, root);
}

function createServices(variables: WebVariables): Services {
  const { NEXT_PUBLIC_APP_ENV: environment, NEXT_PUBLIC_API_URL: apiUrl, NEXT_PUBLIC_WS_URL: wsUrl } = variables;
  const send = window.fetch.bind(window);
  const session = createSession(createSessionApi(apiUrl, send), createTabs(window.navigator));
  return {
    variables,
    session,
    navigator: createNavigator(window),
    rooms: createRoomsApi(apiUrl, createAuthorizedFetch(session, send)),
    connect: (conversation) =>
      createConnectionClient({ url: `${wsUrl}/socket`, environment, ...(conversation ? { conversation } : {}) }),
  };
}
