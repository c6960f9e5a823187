import { keep } from "../hosting/keeper.ts";
import { sharedBackingServices } from "./backing-services.ts";
import { localPaths } from "./paths.ts";

// Hosts the backing services of a clone until it is told to stop, for a shell in which a person runs `pulumi` by hand.
await keep(sharedBackingServices(localPaths(process.argv[2])));
