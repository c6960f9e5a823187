import { tableOf } from "@live-listen/property-tables";
import { testAgainstFacts } from "../property-tables/test/vendor-facts.ts";
import * as all from "./tables.ts";

const { notificationSetting, postgres, project, registryCredential, webService } = all;

testAgainstFacts({
  served: all.render,
  configuration: all.configuration,
  tables: [
    tableOf(notificationSetting),
    tableOf(postgres),
    tableOf(project),
    tableOf(registryCredential),
    tableOf(webService),
  ],
});
