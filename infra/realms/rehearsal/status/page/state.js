/** @typedef {import("../model.ts").RehearsalStatus} RehearsalStatus */
/** @typedef {import("../model.ts").DeployLogs} DeployLogs */

/**
 * What the page is made from.
 *
 * @typedef {object} State
 * @property {"connecting" | "live" | "lost"} link
 * @property {RehearsalStatus | undefined} status as it was told last
 * @property {string | undefined} trouble why nothing could be collected
 * @property {number} now
 * @property {ReadonlySet<string>} open deploys whose steps and log are shown
 * @property {ReadonlyMap<string, import("../model.ts").Known<DeployLogs>>} logs by deploy
 * @property {string | undefined} copied the command that was copied a moment ago
 */

export {};
