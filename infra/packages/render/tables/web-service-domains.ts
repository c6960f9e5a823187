import { notEmpty, optional, setOf } from "@live-listen/property-tables";
import { z } from "zod";
import { text } from "./common.ts";

/** What Render tells about a domain. */
const told = {
  /** Given by Render. */
  id: { schema: z.string(), computed: "always" },
  /** `apex` or `subdomain`. */
  domainType: { schema: z.string(), computed: "always" },
  /** Under which the name was registered, such as `app`. */
  publicSuffix: { schema: z.string(), computed: "always" },
  /** Of a domain that Render added beside another, which it leads to. */
  redirectForName: { schema: z.string(), computed: "always" },
} as const;

/** Domains beside Render's own name, at least one; none when left out. */
export const customDomains = optional(
  notEmpty(
    setOf({
      ...told,
      /** Host name, such as `api.example.org`. Of an apex Render adds `www` beside it. */
      name: { schema: text },
    }),
  ),
);

/** Custom domains and those that Render has added beside them, such as `www`. */
export const activeCustomDomains = {
  ...setOf({
    ...told,
    /** Host name. */
    name: { schema: z.string(), computed: "always" },
  }),
  computed: "always",
} as const;
