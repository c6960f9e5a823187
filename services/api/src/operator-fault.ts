/** A fault that an operator can cure: the message says in one sentence what is wrong and how, and nobody needs a stack trace. */
export class OperatorFault extends Error {
  override readonly name: string = "OperatorFault";
}
