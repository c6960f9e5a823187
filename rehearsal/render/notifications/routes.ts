import type { Context } from "hono";
import { Hono } from "hono";
import { bodyOf } from "../body.ts";
import { notFound } from "../refusal.ts";
import { type Authenticated, find, isOwn, type StandIn } from "../stand-in.ts";
import { DEFAULT_NOTIFICATION_SETTINGS, notificationOverride, notificationSettings } from "./settings.ts";

const overrideChanges = notificationOverride.partial();
const settingsChanges = notificationSettings.partial();

/** Who is told of deploys: recorded, since nobody is told. */
export function notificationRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  const serviceOf = (c: Context<Authenticated>) => find(c, state.services, c.req.param("service") ?? "");

  routes.get("/notification-settings/overrides/services/:service", (c) => {
    const { id: serviceId, notificationOverride: override } = serviceOf(c);
    return c.json({ serviceId, ...override });
  });

  routes.patch("/notification-settings/overrides/services/:service", async (c) => {
    const given = await bodyOf(c, overrideChanges);
    const found = serviceOf(c);
    Object.assign(found.notificationOverride, given);
    await save();
    return c.json({ serviceId: found.id, ...found.notificationOverride });
  });

  /** A workspace always has settings. Slack is connected in the dashboard, which this stand-in has none of. */
  function settingsOf(c: Context<Authenticated>) {
    const ownerId = c.req.param("owner") ?? "";
    if (!isOwn(c, { ownerId })) throw notFound(ownerId);
    return { ownerId, ...(state.notificationSettings[ownerId] ?? DEFAULT_NOTIFICATION_SETTINGS) };
  }

  routes.get("/notification-settings/owners/:owner", (c) => c.json({ ...settingsOf(c), slackEnabled: false }));

  routes.patch("/notification-settings/owners/:owner", async (c) => {
    const given = await bodyOf(c, settingsChanges);
    const { ownerId, ...before } = settingsOf(c);
    state.notificationSettings[ownerId] = Object.assign(before, given);
    await save();
    return c.json({ ...settingsOf(c), slackEnabled: false });
  });

  return routes;
}
