/** Why the build of a deployment fails: a sentence for its log, and a code as the vendor has them. */
export class BuildFailure extends Error {
  override readonly name = "BuildFailure";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
