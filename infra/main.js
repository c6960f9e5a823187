// What `pulumi up` loads. It is JavaScript so that a Node which can't read TypeScript can still say so.
if (!process.features.typescript) {
  console.error(
    `The program needs Node 24, but this is Node ${process.versions.node}: run \`eval "$(npm run --silent env -- local)"\` in this shell, then run pulumi again.`,
  );
  // 32: the engine takes the program's own words for the whole explanation.
  process.exit(32);
}

const { default: program } = await import("./index.ts");

export default program;
