import { useEffect, useMemo } from "preact/hooks";
import { followBrowser } from "../../connection/follow-browser.ts";
import { Heading } from "../frame/heading.tsx";
import { Page } from "../frame/page.tsx";
import { useServices } from "../services.ts";
import { useStateOf } from "../use-state-of.ts";
import { Facts } from "./facts.tsx";
import { Status } from "./status.tsx";

/** What runs where, and how well it is reached from here. */
export function StatusScreen() {
  const { variables, connect } = useServices();
  const client = useMemo(() => connect(), [connect]);
  useEffect(() => followBrowser(client, window), [client]);
  const state = useStateOf(client);
  return (
    <Page title="Status" shape="narrow">
      <Heading class="unseen">Status</Heading>
      <div class="card">
        <Status state={state} onRetry={() => client.retry()} onReload={() => window.location.reload()} />
        <Facts variables={variables} state={state} />
      </div>
    </Page>
  );
}
