import { readRelease } from "./release.ts";

// Prints what an image says of itself, for the `release.json` that its build leaves beside `package.json`: `node src/describe-release.ts <commit>`.
const [commit] = process.argv.slice(2);
if (!commit || !/^[0-9a-f]{7,40}$/.test(commit)) {
  process.stderr.write("Name the commit that is built: `node src/describe-release.ts <commit>`.\n");
  process.exit(2);
}
process.stdout.write(`${JSON.stringify({ ...readRelease(), commit }, null, 2)}\n`);
