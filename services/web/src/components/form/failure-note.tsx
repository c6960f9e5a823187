import type { Failure } from "../../api/failure.ts";

/** Why something failed; read out as soon as it is there. */
export function FailureNote({ failure }: { failure: Failure | undefined }) {
  return (
    <p class="failure" role="alert">
      {failure?.sentence ?? ""}
    </p>
  );
}
