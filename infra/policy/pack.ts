import { PolicyPack } from "@pulumi/policy";
import { toPolicy } from "./policy.ts";
import { rules } from "./rules.ts";

new PolicyPack("live-listen", { enforcementLevel: "mandatory", policies: rules.map(toPolicy) });
