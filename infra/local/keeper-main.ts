import { messageOf } from "../fault.ts";
import { silent } from "../progress.ts";
import { openBackingServices } from "./backing-services.ts";
import { localPaths } from "./paths.ts";

// Hosts the backing services of a clone until it is told to stop, for a shell in which a person runs `pulumi` by hand.
const [root] = process.argv.slice(2);
try {
  const services = await openBackingServices(localPaths(root), silent);
  const stop = () => void services.close().then(() => process.exit(0));
  process.once("SIGTERM", stop).once("SIGINT", stop);
  // Another process was there first, so there is nothing to keep.
  if (services.hostedBy !== process.pid) process.exit(0);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
