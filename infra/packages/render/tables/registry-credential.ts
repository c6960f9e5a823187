import { defineTable } from "@live-listen/property-tables";
import { z } from "zod";
import { name, text } from "./common.ts";

/** With what Render pulls private images. All may be changed in place. */
export const registryCredential = defineTable({
  type: "render:index/registryCredential:RegistryCredential",
  properties: {
    /** Of the credential, for people. Made from the resource's when left out. */
    name,
    /** Whose registry it is. */
    registry: { schema: z.enum(["GITHUB", "GITLAB", "DOCKER", "AWS_ECR", "GOOGLE_ARTIFACT"]) },
    /** Who pulls. */
    username: { schema: text },
    /** Token or password of that user. Render never tells it again, so a change by hand is not seen. */
    authToken: { schema: text, secret: true },
  },
});
