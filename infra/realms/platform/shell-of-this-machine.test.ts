import { expect, test } from "vitest";
import { engineVariables } from "../../engine/variables.ts";
import { rehearsalPaths } from "../rehearsal/paths.ts";
import { assertNoShellOfThisMachine } from "./shell-of-this-machine.ts";

const { state, passphraseFile, pulumiHome, settingsFile } =
  rehearsalPaths("/home/somebody/live-listen").stack("staging");
const shell = engineVariables({ backendUrl: `file://${state}`, passphraseFile, pulumiHome });

test.each(Object.entries({ ...shell, PULUMI_OPTION_CONFIG_FILE: settingsFile, PULUMI_DEBUG_PROVIDERS: "render:1" }))(
  "%s of the rehearsal's shell is refused",
  (name, value) => {
    const check = () => assertNoShellOfThisMachine({ [name]: value });
    if (name === "PULUMI_SKIP_UPDATE_CHECK") expect(check).not.toThrow();
    else expect(check).toThrow(`\`unset ${name}\``);
  },
);

test("a shell with a person's own backend is no such shell", () => {
  assertNoShellOfThisMachine({ PULUMI_BACKEND_URL: "s3://state-of-staging", PULUMI_CONFIG_PASSPHRASE: "p" });
  assertNoShellOfThisMachine({ PULUMI_BACKEND_URL: "file:///home/somebody/live-listen-state" });
});
