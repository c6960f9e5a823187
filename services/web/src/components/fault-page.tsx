import type { VariableFault } from "../environment/variables.ts";
import { Masthead } from "./frame/masthead.tsx";

/** Stands in place of the page when nobody told it which environment it belongs to. */
export function FaultPage({ faults }: { faults: readonly VariableFault[] }) {
  return (
    <div class="page" data-shape="narrow">
      <Masthead />
      <main class="content">
        <div class="card">
          <section class="status" data-phase="fault" role="alert">
            <h1 class="status-title">
              <span class="dot" />
              Not set up yet
            </h1>
            <p class="status-detail">
              This page was put here without the addresses of its environment. Deploying it again puts that right: they
              are written into the page on the way.
            </p>
          </section>
          <ul class="faults">
            {faults.map(({ variable, sentence }) => (
              <li key={variable}>{sentence}</li>
            ))}
          </ul>
        </div>
      </main>
    </div>
  );
}
