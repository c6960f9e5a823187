import { tableOf } from "@live-listen/property-tables";
import { testAgainstFacts } from "../property-tables/test/vendor-facts.ts";
import * as all from "./tables.ts";

const { dnsRecord, project, projectDeploymentRetention, projectDomain, projectEnvironmentVariable } = all;

testAgainstFacts({
  served: all.vercel,
  configuration: all.configuration,
  tables: [
    tableOf(dnsRecord),
    tableOf(project),
    tableOf(projectDeploymentRetention),
    tableOf(projectDomain),
    tableOf(projectEnvironmentVariable),
  ],
});
