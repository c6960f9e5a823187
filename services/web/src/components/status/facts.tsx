import type { ConnectionState } from "../../connection/state.ts";
import { releaseWords, roundTripWords } from "../../connection/words.ts";
import { environmentName } from "../../environment/title.ts";
import type { WebVariables } from "../../environment/variables.ts";
import { PAGE_RELEASE } from "../../release.ts";

/** What runs where: the environment, its API, and the releases of both sides. */
export function Facts({ variables, state }: { variables: WebVariables; state: ConnectionState }) {
  const { api, roundTrips } = state;
  return (
    <dl class="facts">
      <Fact name="Environment">{environmentName(variables.NEXT_PUBLIC_APP_ENV)}</Fact>
      <Fact name="Round trip">{roundTripWords(roundTrips.at(-1))}</Fact>
      <Fact name="API">{new URL(variables.NEXT_PUBLIC_API_URL).host}</Fact>
      <Fact name="API release">{releaseWords(api)}</Fact>
      <Fact name="Page release">{releaseWords(PAGE_RELEASE)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
