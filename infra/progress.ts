/** Tells a person what is being done right now, in a few words without a line break; a later call replaces an earlier one. */
export type Progress = (doing: string) => void;

/** For callers that show nothing. */
export const silent: Progress = () => {};
