import { z } from "zod";

const dependencies = z.record(z.string(), z.string()).default({});
const packageSchema = z.object({
  /** Of a workspace's entry below `node_modules`: where its sources are. */
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  dependencies,
  optionalDependencies: dependencies,
  peerDependencies: dependencies,
});

/** What of an npm lock file is read, by the places of packages from the root. */
export const packageLockSchema = z.object({ packages: z.record(z.string(), packageSchema) });

export type PackageLock = z.infer<typeof packageLockSchema>;

/**
 * Finds the packages that a workspace needs when it runs: what it depends on, and what that depends on, without what is for development alone.
 *
 * @param workspace place of the workspace, such as `services/api`.
 * @returns the places of the packages, of workspaces where their sources are; sorted. An optional package of another machine is among them
 * though it isn't installed here.
 * @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages
 */
export function productionPackages({ packages }: PackageLock, workspace: string): readonly string[] {
  const found = new Set<string>();
  const pending = [workspace];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const entry = packages[place];
    if (!entry || found.has(place)) continue;
    if (entry.link && entry.resolved !== undefined) {
      pending.push(entry.resolved);
      continue;
    }
    found.add(place);
    const needed = { ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies };
    for (const name of Object.keys(needed)) {
      const where = lookUp(packages, place, name);
      if (where !== undefined) pending.push(where);
    }
  }
  return [...found].sort();
}

/** As Node looks a package up: beside the one that asks, and then further and further up. */
function lookUp(packages: PackageLock["packages"], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/"), 0))) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (place in packages) return place;
    if (folder === "") return undefined;
  }
}
