import { tableOf } from "@live-listen/property-tables";
import { testAgainstFacts, testEdgesAgainstFacts } from "../property-tables/test/vendor-facts.ts";
import * as all from "./tables.ts";

const { render: served, configuration, notificationSetting, postgres, project, registryCredential, webService } = all;
const tables = [
  tableOf(notificationSetting),
  tableOf(postgres),
  tableOf(project),
  tableOf(registryCredential),
  tableOf(webService),
];

testAgainstFacts({ served, configuration, tables });
testEdgesAgainstFacts({ served, tables });
