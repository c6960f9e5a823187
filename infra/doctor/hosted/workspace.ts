import { configurationKeys } from "../../configuration/keys.ts";
import { findOwner } from "../../platforms/render/owner.ts";
import { type Check, good, wrong } from "../check.ts";
import { platformCheck } from "./platform-check.ts";
import type { HostedSubject } from "./subject.ts";

/** Whether the API key reaches the workspace. */
export function workspaceCheck(subject: HostedSubject): Check {
  const { configuration, cures } = subject;
  return platformCheck("Render workspace", subject, async ({ render }) => {
    const owner = await findOwner(render(), configuration.renderOwnerId);
    if (owner) return good(`${owner.name} (${owner.id}).`);
    return wrong(
      `The API key doesn't see ${configuration.renderOwnerId}: make one in that workspace, and ${cures.set(configurationKeys.renderApiKey)}.`,
    );
  });
}
