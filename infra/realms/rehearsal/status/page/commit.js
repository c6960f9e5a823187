/**
 * A commit as git shortens it; what is none stays whole.
 *
 * @param {string} commit
 */
export function shortCommit(commit) {
  return /^[0-9a-f]{40}$/.test(commit) ? commit.slice(0, 7) : commit;
}
