import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { nameOfUrn } from "./urn.ts";

/** Collects the errors that an engine reports in the course of an operation, and hands on its warnings. */
export class Diagnostics {
  readonly #errors: string[] = [];
  readonly #warnings = new Set<string>();
  readonly #warn: (sentence: string) => void;

  /** @param warn is told of each warning once. */
  constructor(warn: (sentence: string) => void = () => {}) {
    this.#warn = warn;
  }

  /** Listens to the events of an operation. */
  readonly listen = (event: EngineEvent): void => {
    if (event.policyEvent) this.#hear(event.policyEvent);
    const diagnostic = event.diagnosticEvent;
    if (!diagnostic) return;
    const about = diagnostic.urn ? `${nameOfUrn(diagnostic.urn)}: ` : "";
    // Where in the program the SDK came upon an error says nothing to whoever runs it.
    const text = oneLine(diagnostic.message).replace(/^error serializing property "[^"]*": /, "");
    // Of a plugin that lies on the PATH, where it was put on purpose.
    if (text === "" || /^using pulumi-\S+ from \$PATH/.test(text)) return;
    if (diagnostic.severity === "warning") this.#tell(about + text);
    // The engine closes a failed update with an error about the stack that only repeats that there were errors.
    if (
      diagnostic.severity === "error" &&
      !/^(update|preview|refresh|destroy|resource .+) (failed|canceled)$|^one or more errors/.test(text)
    ) {
      this.#errors.push(about + text);
    }
  };

  /** The errors in the order they came, each in one line. */
  get errors(): readonly string[] {
    return [...new Set(this.#errors)];
  }

  /** A rule of a policy pack that is broken. */
  #hear({ message, enforcementLevel }: NonNullable<EngineEvent["policyEvent"]>): void {
    const text = oneLine(message);
    if (enforcementLevel === "mandatory") this.#errors.push(text);
    else this.#tell(text);
  }

  #tell(warning: string): void {
    if (this.#warnings.has(warning)) return;
    this.#warnings.add(warning);
    this.#warn(warning);
  }
}

/** Folds a message of the engine into one line, without its colour directives (`<{%fg 1%}>`) and a program's stack trace. */
export function oneLine(message: string): string {
  return message
    .replace(/<\{%.*?%\}>/g, "")
    .replace(/^\s+at .*$/gm, "")
    .replace(/\s+/g, " ")
    .replace(/^(error|warning): /, "")
    .trim();
}
