import { keep } from "../../hosting/keeper.ts";
import { rehearsalPaths } from "./paths.ts";
import { assertNoRealCredentials } from "./real-credentials.ts";
import { sharedRehearsalServices } from "./services.ts";

// Hosts the rehearsal's platforms of a clone until it is told to stop, for a shell in which a person runs `pulumi` by hand.
assertNoRealCredentials();
await keep(sharedRehearsalServices(rehearsalPaths(process.argv[2])));
