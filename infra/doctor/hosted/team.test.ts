import { expect, test } from "vitest";
import { RenderClient } from "../../platforms/render/client.ts";
import { VercelClient } from "../../platforms/vercel/client.ts";
import { VERCEL_TEAM_ID } from "../../realms/rehearsal/credentials.ts";
import { hostedRow, startTestRehearsal } from "../../realms/test/rehearsal.ts";
import type { HostedSubject } from "./subject.ts";
import { teamCheck } from "./team.ts";

const signal = new AbortController().signal;

test("the team that a token reaches is told, and one that it doesn't is told with the cure", async () => {
  const rehearsal = await startTestRehearsal();
  try {
    const { render, vercel } = await (await rehearsal.open("staging")).access();
    const subjectOf = (vercelTeamId: string | undefined): HostedSubject => ({
      row: hostedRow("staging"),
      outputs: {
        renderOwnerId: "tea-1",
        databaseId: "dpg-1",
        apiServiceId: "srv-1",
        vercelProjectId: "prj_1",
        vercelTeamId,
        dnsKeeper: "vercel",
        dnsRecordsToMake: [],
      },
      render: new RenderClient(render),
      vercel: new VercelClient(vercel),
    });
    expect(await teamCheck(subjectOf(VERCEL_TEAM_ID)).look(signal)).toEqual({
      verdict: "good",
      sentence: `rehearsal (${VERCEL_TEAM_ID}).`,
    });
    expect((await teamCheck(subjectOf(undefined)).look(signal)).verdict).toBe("idle");
    const stranger = await teamCheck(subjectOf("team_of_others"))
      .look(signal)
      .catch((error: Error) => error.message);
    expect(JSON.stringify(stranger)).toContain("vercel:apiToken");
  } finally {
    await rehearsal.close();
  }
}, 60_000);
