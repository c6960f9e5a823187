import type { EnvironmentName } from "@live-listen/protocol";
import type { ComponentChildren } from "preact";
import { environmentName } from "../../environment/title.ts";
import { Mark } from "./mark.tsx";

/** The head of every page: the product's name, which leads home, and the environment unless it is the one for everybody. */
export function Masthead({ environment, children }: { environment?: EnvironmentName; children?: ComponentChildren }) {
  return (
    <header class="masthead">
      <a class="brand" href="/">
        <Mark />
        <span>Live Listen</span>
      </a>
      {environment && environment !== "production" && <p class="badge">{environmentName(environment)}</p>}
      <div class="masthead-end">{children}</div>
    </header>
  );
}
