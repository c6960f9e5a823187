/** Something that went wrong and that a person can put right: the message is one sentence with the cure, to be shown without a stack. */
export class WebFault extends Error {
  override readonly name = "WebFault";
}
