import { findOwner } from "../../platforms/render/owner.ts";
import { type Check, good, wrong } from "../check.ts";
import type { HostedSubject } from "./subject.ts";

/** Whether the API key reaches the workspace. */
export function workspaceCheck({ row, outputs, render }: HostedSubject): Check {
  return {
    name: "Render workspace",
    look: async () => {
      const owner = await findOwner(render, outputs.renderOwnerId);
      if (owner) return good(`${owner.name} (${owner.id}).`);
      return wrong(
        `The API key doesn't see ${outputs.renderOwnerId}: make one in that workspace, and set it with \`pulumi config set --secret render:apiKey <API key> -s ${row.name}\`.`,
      );
    },
  };
}
