// What the engine starts. It is JavaScript so that a Node which can't read TypeScript can still say so.
if (!process.features.typescript) {
  console.error(
    `The policy pack needs Node 24, but this is Node ${process.versions.node}: run \`eval "$(npm run --silent env -- staging)"\` in this shell, then run pulumi again.`,
  );
  process.exit(1);
}

await import("./pack.ts");
