/** The direction of every import, as the house is drawn: a rule a wall. @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular-import", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolvable-import", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-undeclared-package",
      comment: "A workspace declares what it imports in its own package.json.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "stacks-import-nothing-of-the-project",
      severity: "error",
      from: { path: "^stacks/" },
      to: { path: "^(services|infra|rehearsal)/" },
    },
    {
      name: "services-never-import-infra",
      severity: "error",
      from: { path: "^services/", pathNot: ["\\.test\\.ts$", "^services/[^/]+/test/"] },
      to: { path: "^(infra|rehearsal|stacks)/" },
    },
    {
      name: "rehearsal-knows-nothing-of-live-listen",
      severity: "error",
      from: { path: "^rehearsal/" },
      to: { path: "^(stacks|services|infra/(?!packages/))" },
    },
    {
      name: "infra-takes-only-schemas-and-the-web-server-from-services",
      severity: "error",
      from: { path: "^infra/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^services/",
        pathNot: "^services/(api/src/variables(\\.ts|/)|web/(server|src/environment)/|protocol/src/)",
      },
    },
    {
      name: "nothing-imports-the-cli",
      severity: "error",
      from: { pathNot: "^infra/cli/" },
      to: { path: "^infra/cli/" },
    },
    {
      name: "engine-stands-below",
      severity: "error",
      from: { path: "^infra/engine/" },
      to: {
        path: "^infra/(?!engine/)",
        pathNot: "^infra/(alive|amount|fault|progress|secret-file|shell-word|test/.*)(\\.ts)?$",
      },
    },
    {
      name: "hosting-stands-below",
      severity: "error",
      from: { path: "^infra/hosting/" },
      to: { path: "^infra/(?!hosting/)", pathNot: "^infra/(alive|fault|progress|test/.*)(\\.ts)?$" },
    },
    {
      name: "releases-know-no-machine",
      comment:
        "What looks at or moves a release works on every environment; local/ and what is built on it is this machine's.",
      severity: "error",
      from: { path: "^infra/(releases|platforms)/" },
      to: { path: "^infra/(local|dev|doctor|bench|realms|hosting)/" },
    },
    {
      name: "local-stands-below-what-uses-it",
      severity: "error",
      from: { path: "^infra/local/" },
      to: { path: "^infra/(dev|doctor|bench|releases|realms)/" },
    },
    {
      name: "api-and-web-meet-in-the-protocol",
      comment: "The page may take the type of the API's app, for its typed client, and nothing that runs.",
      severity: "error",
      from: { path: "^services/(api|web)/", pathNot: ["\\.test\\.ts$", "^services/[^/]+/test/"] },
      to: { path: "^services/(api|web)/", pathNot: "^services/$1/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "programs-import-no-tools",
      comment: "What `pulumi up` loads is components, packages and the matrix.",
      severity: "error",
      from: {
        path: "^infra/(components/|configuration/|index\\.ts|(local|hosted)-environment\\.ts)",
        pathNot: "\\.test\\.ts$",
      },
      to: { path: "^(infra/(cli|engine|hosting|local|platforms|realms|releases)/|rehearsal/)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules|dist)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
