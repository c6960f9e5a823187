import { render } from "preact";
import { App } from "./components/app.tsx";
import { FaultPage } from "./components/fault-page.tsx";
import { createConnectionClient } from "./connection/client.ts";
import { followBrowser } from "./connection/follow-browser.ts";
import { readPageVariables } from "./environment/page.ts";
import { environmentTitle } from "./environment/title.ts";
import "./styles/index.css";

const root = document.getElementById("app");
if (!root) throw new Error('The page has no element with the id "app".');

const result = readPageVariables(document);
if (result.ok) {
  const { variables } = result;
  const client = createConnectionClient({
    url: `${variables.NEXT_PUBLIC_WS_URL}/socket`,
    environment: variables.NEXT_PUBLIC_APP_ENV,
  });
  document.title = environmentTitle(variables.NEXT_PUBLIC_APP_ENV);
  render(<App variables={variables} client={client} />, root);
  followBrowser(client, window);
} else {
  render(<FaultPage faults={result.faults} />, root);
}
