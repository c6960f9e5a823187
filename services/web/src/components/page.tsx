import type { EnvironmentName } from "@live-listen/protocol";
import type { ComponentChildren } from "preact";
import { environmentName } from "../environment/title.ts";
import { Mark } from "./mark.tsx";

/** The frame of every page: the name of the product, the environment unless it is the one for everybody, and one card. */
export function Page({ environment, children }: { environment?: EnvironmentName; children: ComponentChildren }) {
  return (
    <div class="page">
      <header class="masthead">
        <h1 class="brand">
          <Mark />
          Live Listen
        </h1>
        {environment && environment !== "production" && <p class="badge">{environmentName(environment)}</p>}
      </header>
      <main class="card">{children}</main>
      <footer class="tagline">One speaks. Everyone with the link listens.</footer>
    </div>
  );
}
