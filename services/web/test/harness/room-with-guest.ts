import { comeAsGuest, joinRoom, openRoom } from "./steps.ts";
import type { TestSite } from "./use-site.ts";
import type { Visitor } from "./visitor.ts";

/** A room with its host and a guest, each on another instance of the API. */
export async function roomWithGuest(
  { site, visit }: TestSite,
  title: string,
): Promise<{ host: Visitor; guest: Visitor; url: string }> {
  const { gateway, instances } = site();
  const [first = 0, second = 0] = instances.map(({ port }) => port);
  gateway.leadTo(first);
  const host = await visit();
  await host.page.goto("/");
  await comeAsGuest(host.page, "Hanna");
  const url = await openRoom(host.page, title);
  gateway.leadTo(second);
  const guest = await visit();
  await joinRoom(guest.page, url, "Greta");
  gateway.leadTo(first, second);
  await host.page.getByRole("complementary").getByText("Greta").waitFor();
  return { host, guest, url };
}
