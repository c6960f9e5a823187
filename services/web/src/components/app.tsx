import type { ConnectionClient } from "../connection/client.ts";
import type { WebVariables } from "../environment/variables.ts";
import { Facts } from "./facts.tsx";
import { Page } from "./page.tsx";
import { Status } from "./status.tsx";
import { useConnection } from "./use-connection.ts";

/** The page of an environment: its connection, and what runs behind it. */
export function App({ variables, client }: { variables: WebVariables; client: ConnectionClient }) {
  const state = useConnection(client);
  return (
    <Page environment={variables.NEXT_PUBLIC_APP_ENV}>
      <Status state={state} onRetry={() => client.retry()} onReload={() => window.location.reload()} />
      <Facts variables={variables} state={state} />
    </Page>
  );
}
