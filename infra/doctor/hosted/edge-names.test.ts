import { join } from "node:path";
import { edgeAgent, serveEdge } from "@live-listen/rehearsal/edge";
import { expect, onTestFinished, test } from "vitest";
import { serveAnswers } from "../../platforms/test-server.ts";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { edgeNames } from "./edge-names.ts";
import { tlsCheck } from "./tls.ts";

const folder = useFolder();

test("a name that the rehearsal's edge answers shows a certificate, and one that it doesn't yet is waited for", async () => {
  const edge = await serveEdge({ authorityDirectory: join(folder(), "authority") });
  onTestFinished(() => edge.stop());
  const { url } = await serveAnswers(() => ({ status: 503 }));
  edge.route("api.staging.live-listen.app", [{ host: "127.0.0.1", port: Number(new URL(url).port) }]);
  const names = edgeNames(edgeAgent({ port: edge.port, certificateFile: edge.authority.certificateFile }));

  const { verdict, sentence } = await look(tlsCheck("https://api.staging.live-listen.app", names));
  expect([verdict, sentence]).toEqual(["good", expect.stringMatching(/^A certificate until \d{4}-\d\d-\d\d\.$/)]);
  expect(await look(tlsCheck("https://staging.live-listen.app", names))).toMatchObject({ verdict: "pending" });
});
