import { configurationKeys } from "../../configuration/keys.ts";
import type { PulumiCli } from "../../engine/find-cli.ts";
import { EngineStack } from "../../engine/stack.ts";
import program from "../../index.ts";
import { localPaths, ROOT } from "../../local/paths.ts";
import { PROJECT } from "../../local/stack.ts";
import { installPolicyPack, POLICY_PACK } from "../../policy/install.ts";
import { identifyOnPlatforms, type PlatformAccess } from "../identify.ts";
import type { Realm } from "../realm.ts";
import { assertNoShellOfThisMachine } from "./shell-of-this-machine.ts";

/**
 * Opens the real platforms. State and secrets' keys are where the person has put them (docs/backends.md), and the credentials are in the
 * stack's own configuration.
 *
 * @throws Fault in a shell that is set up for the local stack or the rehearsal.
 */
export async function openPlatforms({ cli }: { readonly cli: PulumiCli }): Promise<Realm> {
  assertNoShellOfThisMachine();
  return {
    name: "platform",
    description: "Render and Vercel",
    openStack: async ({ name }) => {
      const { bin } = localPaths();
      await installPolicyPack(bin);
      // Read when something has to be looked up, and not before: the program says better what the configuration lacks.
      let access: Promise<PlatformAccess> | undefined;
      const readAccess = () => {
        access ??= accessOf(stack);
        return access;
      };
      const stack = await EngineStack.open({
        cli,
        settings: { bin },
        projectDirectory: ROOT,
        project: PROJECT,
        stack: name,
        program,
        whenMissing: "fail",
        policyPacks: [POLICY_PACK],
        identify: async (type, inputs) => identifyOnPlatforms(await readAccess())(type, inputs),
      });
      return { stack, access: readAccess, verbSuffix: "", creationsNeedLookingFor: true };
    },
    close: async () => {},
  };
}

async function accessOf(stack: EngineStack): Promise<PlatformAccess> {
  const configuration = await stack.configuration();
  const { renderApiKey, renderOwnerId, vercelApiToken, vercelTeam } = configurationKeys;
  const value = (key: string) => configuration[key]?.value ?? "";
  return {
    render: { apiKey: value(renderApiKey.key), ownerId: value(renderOwnerId.key) },
    vercel: { token: value(vercelApiToken.key), teamId: configuration[vercelTeam.key]?.value },
  };
}
