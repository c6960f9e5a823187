import { expect, test } from "vitest";
import { ACCOUNTS, temporaryVercel } from "../../../vercel/test-vercel.ts";
import { VercelClient } from "../client.ts";
import { untilReady } from "./wait.ts";

const name = { teamId: "team_one", projectId: "web", domain: "elsewhere.test" };

/** A domain that is somebody else's until `leadsHere` says otherwise. */
async function vercelWithDomain(leadsHere: () => boolean) {
  const vercel = await temporaryVercel({ verifyDomain: async () => leadsHere() });
  await vercel.call("POST", "/v8/projects", { name: "web" });
  await vercel.call("POST", "/v10/projects/web/domains", { name: name.domain });
  return { vercel, client: new VercelClient(vercel.url, { apiToken: ACCOUNTS[0].token }) };
}

test("waits until the domain is verified and leads to Vercel", async () => {
  let isReady = false;
  const { vercel, client } = await vercelWithDomain(() => isReady);
  await using _ = vercel;
  const waiting = untilReady(client, AbortSignal.timeout(20_000), name, { pause: 10 });
  await expect.poll(() => vercel.requests.filter(({ path }) => path.endsWith("/config")).length).toBeGreaterThan(2);
  isReady = true;
  await vercel.call("POST", `/v9/projects/web/domains/${name.domain}/verify`);
  expect(await waiting).toMatchObject({ found: { verified: true }, config: { misconfigured: false } });
});

test("tells what is still missing when it has waited long enough", async () => {
  let isReady = false;
  const { vercel, client } = await vercelWithDomain(() => isReady);
  await using _ = vercel;
  const waiting = () => untilReady(client, AbortSignal.timeout(20_000), name, { patience: 20, pause: 30 });
  await expect(waiting()).rejects.toThrow(
    /add the TXT record _vercel\.elsewhere\.test with the value "vc-domain-verify=/,
  );
  isReady = true;
  await vercel.call("POST", `/v9/projects/web/domains/${name.domain}/verify`);
  isReady = false;
  await expect(waiting()).rejects.toThrow(
    /lead its DNS to Vercel \(a CNAME record cname\.vercel-dns\.com, or an A record 76/,
  );
});

test("ends at once when the engine cancels", async () => {
  const { vercel, client } = await vercelWithDomain(() => false);
  await using _ = vercel;
  const cancel = new AbortController();
  const waiting = untilReady(client, cancel.signal, name);
  cancel.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
});
