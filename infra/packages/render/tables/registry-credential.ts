import { defineTable } from "@live-listen/property-tables";
import { z } from "zod";
import { name } from "./common.ts";

const text = z.string().min(1, "must not be empty");

/** With what Render pulls private images. */
export const registryCredential = defineTable({
  type: "render:index/registryCredential:RegistryCredential",
  properties: {
    /** May be changed in place. */
    name,
    /** Whose registry it is. May be changed in place. */
    registry: { schema: z.enum(["GITHUB", "GITLAB", "DOCKER", "AWS_ECR", "GOOGLE_ARTIFACT"]) },
    /** Who pulls. May be changed in place. */
    username: { schema: text },
    /** Token or password of that user. Render never tells it again, so a change by hand is not seen. */
    authToken: { schema: text, secret: true },
  },
});
